/** What became of one damaged file. */
export type FuzzOutcome =
  | { readonly kind: 'read' }
  /** Refused with one of the codes that a person is told. */
  | { readonly kind: 'refused'; readonly code: string }
  /** A fault of ours. */
  | { readonly kind: 'hang' | 'crash' | 'fault'; readonly what: string };
