/** Time in which a file that was exported is surely downloaded. */
const FRESH_MS = 60 * 60 * 1000;
const NAME = /^export-(\d+)-/;

/** A name for a file that is only there to be downloaded. */
export function exportFileName(): string {
  return `export-${Date.now()}-${crypto.randomUUID()}`;
}

/** Whether a file is such a one and may be read still. */
export function isFreshExport(fileName: string, nowMs: number): boolean {
  const madeMs = Number(NAME.exec(fileName)?.[1] ?? Number.NEGATIVE_INFINITY);
  return nowMs - madeMs < FRESH_MS;
}
