/** The wide signs are the same to spreadsheets set to an Asian language. */
const OPENS_FORMULA = /^[=+\-@\t\r\n＝＋－＠]/;
/** Semicolons and tabs part cells in other countries' spreadsheets. */
const NEEDS_QUOTES = /[",;\t\r\n]/;

/**
 * A text as a CSV cell. Spreadsheets run cells that begin like a formula, so these get an apostrophe
 * in front, which they take as "this is text".
 */
export function csvText(text: string): string {
  const safe = OPENS_FORMULA.test(text) ? `'${text}` : text;
  return NEEDS_QUOTES.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}

/** A number as a CSV cell that reads back as the same number; empty when it is not finite. */
export function csvNumber(value: number): string {
  return Number.isFinite(value) ? String(value) : '';
}

/** A file name as a CSV cell on one line. */
export function csvName(name: string): string {
  return csvText(name.replace(/\p{Cc}/gu, ' '));
}
