/** A piece of the help page, in reading order. */
export type HelpBlock =
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'heading'; readonly text: string }
  /** Set apart: what must not be missed. */
  | { readonly kind: 'note'; readonly text: string }
  | { readonly kind: 'list'; readonly items: readonly string[] }
  | { readonly kind: 'steps'; readonly items: readonly string[] }
  | { readonly kind: 'facts'; readonly rows: readonly (readonly [term: string, text: string])[] }
  | { readonly kind: 'figure'; readonly id: 'unet' | 'tiles'; readonly caption: string }
  | { readonly kind: 'reference'; readonly text: string; readonly doi: string }
  /** The list of keys, made from the commands. */
  | { readonly kind: 'keys' };

/** A block of plain text. */
export const text = (words: string): HelpBlock => ({ kind: 'text', text: words });

/** A heading inside a section. */
export const heading = (words: string): HelpBlock => ({ kind: 'heading', text: words });

/** What must not be missed. */
export const note = (words: string): HelpBlock => ({ kind: 'note', text: words });

/** Points in any order. */
export const list = (...items: readonly string[]): HelpBlock => ({ kind: 'list', items });

/** Points in this order. */
export const steps = (...items: readonly string[]): HelpBlock => ({ kind: 'steps', items });
