/** One line of a result; without a target it is there to be read. */
export interface Figure {
  readonly name: string;
  readonly value: number;
  readonly unit: string;
  /** The least that is good enough. */
  readonly target?: number;
  readonly detail?: string;
}
