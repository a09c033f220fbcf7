/**
 * The one place where numbers, times and counts become text. A translation sets `LOCALE` and the
 * words below; everything else follows.
 */
export const LOCALE = 'en';

const WHOLE = new Intl.NumberFormat(LOCALE, { maximumFractionDigits: 0 });
const FOUR_DIGITS = new Intl.NumberFormat(LOCALE, { maximumSignificantDigits: 4 });
const THREE_DIGITS = new Intl.NumberFormat(LOCALE, { maximumSignificantDigits: 3 });
const PLURALS = new Intl.PluralRules(LOCALE);
const LIST = new Intl.ListFormat(LOCALE);

/** A whole number: `1,200`. */
export function formatCount(count: number): string {
  return WHOLE.format(count);
}

/** A number with as many digits behind the point as told, no thousands parted: `0.50`. */
export function formatFixed(value: number, digits: number): string {
  return value.toLocaleString(LOCALE, {
    minimumFractionDigits: digits,
    maximumFractionDigits: digits,
    useGrouping: false,
  });
}

/** `1 image`, `1,200 images`. `many` is what stands behind every count but one. */
export function countText(count: number, one: string, many: string): string {
  return `${formatCount(count)} ${pluralOf(count, one, many)}`;
}

/** The word that agrees with a count: `was` or `were`, `it` or `them`. */
export function pluralOf(count: number, one: string, many: string): string {
  return PLURALS.select(count) === 'one' ? one : many;
}

/** A fraction of 1 as percent: `98%`, with `digits` behind the point. No space, as English has it. */
export function percentText(fraction: number, digits = 0): string {
  return `${formatFixed(100 * fraction, digits)}%`;
}

/** `a`, `a and b`, `a, b, and c`. */
export function listText(parts: readonly string[]): string {
  return LIST.format(parts);
}

/** A number for narrow places: at most eight characters, three digits where it is no whole number. */
export function formatShort(value: number): string {
  if (!Number.isFinite(value)) return '–';
  const size = Math.abs(value);
  if (size !== 0 && (size < 0.001 || size >= 1e6)) {
    return value.toExponential(1).replace('e+', 'e');
  }
  if (Number.isInteger(value) || size >= 100) return formatCount(Math.round(value));
  return THREE_DIGITS.format(value);
}

/** A number for people: whole numbers as they are, others with four digits; `–` for none. */
export function formatValue(value: number): string {
  if (!Number.isFinite(value)) return '–';
  if (Number.isInteger(value)) return formatCount(value);
  const size = Math.abs(value);
  if (size >= 1000) return formatCount(Math.round(value));
  return size < 1e-6 ? String(Number(value.toPrecision(4))) : FOUR_DIGITS.format(value);
}

/**
 * Digits behind the point that suit all numbers of a column, so that their points lie one below the
 * other: none for whole numbers, else those that give the middle one four digits.
 */
export function columnDigits(values: ArrayLike<number>): number {
  const sizes = Array.from(values).filter(Number.isFinite).map(Math.abs);
  if (sizes.every(Number.isInteger)) return 0;
  const middle = sizes.sort((a, b) => a - b)[sizes.length >> 1] ?? 0;
  if (middle === 0) return 3;
  return Math.min(6, Math.max(1, 3 - Math.floor(Math.log10(middle))));
}

/** A number of a column with `columnDigits` behind its point: `1,234.5`; a dash for none. */
export function formatInColumn(value: number, digits: number): string {
  if (!Number.isFinite(value)) return '–';
  return value.toLocaleString(LOCALE, {
    minimumFractionDigits: digits,
    maximumFractionDigits: digits,
  });
}

/** A time for people: `8 s`, `3 min`, `2 h 5 min`. Rounded up, so that nobody waits longer. */
export function formatDuration(seconds: number): string {
  if (seconds < 60) return `${Math.max(1, Math.ceil(seconds))} s`;
  const minutes = Math.ceil(seconds / 60);
  if (minutes < 60) return `${minutes} min`;
  const rest = minutes % 60;
  return rest === 0 ? `${minutes / 60} h` : `${Math.floor(minutes / 60)} h ${rest} min`;
}

/** A short time of computing: `340 ms`, `1.2 s`. */
export function formatMilliseconds(ms: number): string {
  return ms < 1000 ? `${Math.max(1, Math.round(ms))} ms` : `${formatFixed(ms / 1000, 1)} s`;
}

/** An amount of memory or of space, two digits: `3.2 MB`, `240 MB`, `1.5 GB` (2²⁰ and 2³⁰ bytes). */
export function formatBytes(bytes: number): string {
  const megabytes = bytes / 2 ** 20;
  if (megabytes >= 1000) return `${formatFixed(megabytes / 1024, 1)} GB`;
  return `${THREE_DIGITS.format(Number(Math.max(0.1, megabytes).toPrecision(2)))} MB`;
}

/** Day and time in the reader's own order: `22 Nov, 18:17`. `locale` is the browser's unless told. */
export function formatMoment(date: Date | string | number, locale?: string): string {
  return new Date(date).toLocaleString(locale, {
    day: 'numeric',
    month: 'short',
    hour: '2-digit',
    minute: '2-digit',
  });
}
