/** How pressing a claim is, from least to most. */
export const priorities = ['low', 'normal', 'high'] as const;

export type Priority = (typeof priorities)[number];
