/** What Stet uses of the package, which brings no types. Given an address it would fetch: never pass it text. */
declare module 'jsonstat-toolkit' {
  interface Category {
    readonly label: string | null;
    readonly unit: Readonly<Record<string, unknown>> | null;
  }
  interface Dimension {
    readonly role: string | null;
    readonly id: readonly string[] | null;
    Category(index: number): Category | null;
  }
  export interface JsonStatData {
    readonly class: string | undefined;
    readonly length: number;
    readonly label: string | null;
    readonly updated: string | null;
    readonly id: readonly string[] | null;
    Dataset(index: number): JsonStatData | null;
    Dimension(index: number): Dimension | null;
    Data(): readonly { readonly value: unknown; readonly status: unknown }[] | null;
  }
  export default function JSONstat(document: object): JsonStatData;
}
