/** The latest files tell most about those to come. */
const LATEST = 20;

/**
 * Seconds that the rest of a batch takes, from the files that are done; `null` before the first.
 *
 * @param doneSeconds of each file done, in the order in which they were done
 * @param waitingCount files to come, the present one among them
 */
export function secondsLeft(doneSeconds: readonly number[], waitingCount: number): number | null {
  const latest = doneSeconds.slice(-LATEST);
  if (latest.length === 0) return null;
  return (latest.reduce((sum, seconds) => sum + seconds, 0) / latest.length) * waitingCount;
}
