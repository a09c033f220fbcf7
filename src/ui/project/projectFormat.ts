import { LOCALE } from '#text/format.ts';

const STEPS = [
  { unit: 'minute', seconds: 60 },
  { unit: 'hour', seconds: 3600 },
  { unit: 'day', seconds: 86_400 },
  { unit: 'month', seconds: 30 * 86_400 },
  { unit: 'year', seconds: 365 * 86_400 },
] as const;

const relative = new Intl.RelativeTimeFormat(LOCALE, { numeric: 'auto' });

/** How long ago: `now`, `5 minutes ago`, `yesterday`, `last month`; times ahead are `now`. */
export function formatAgo(isoTime: string, nowMs: number): string {
  const seconds = (nowMs - Date.parse(isoTime)) / 1000;
  const step = STEPS.findLast((candidate) => seconds >= candidate.seconds);
  return step
    ? relative.format(-Math.floor(seconds / step.seconds), step.unit)
    : relative.format(0, 'second');
}

/** Date and time in the user's own way, for tooltips. */
export function formatWhen(isoTime: string): string {
  return new Date(isoTime).toLocaleString(undefined, { dateStyle: 'medium', timeStyle: 'short' });
}
