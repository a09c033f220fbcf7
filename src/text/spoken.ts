/** How far work is, for who listens: a sentence every now and then. */
export const spokenText = {
  segmenting: (name: string, share: string, what: string) => `${name}: ${share}, ${what}`,
  training: (what: string) => `Training: ${what}`,
} as const;
