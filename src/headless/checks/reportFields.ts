/** Part of a report nobody has checked; `undefined` where it is not there. */
export function field(value: unknown, key: string): unknown {
  return typeof value === 'object' && value !== null
    ? (value as Record<string, unknown>)[key]
    : undefined;
}

/** A list of a report; empty where there is none. */
export function arrayOf(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [];
}

/** A number of a report; 0 where there is none. */
export function count(value: unknown): number {
  return typeof value === 'number' ? value : 0;
}

/** A text of a report; empty where there is none. */
export function text(value: unknown): string {
  return typeof value === 'string' ? value : '';
}
