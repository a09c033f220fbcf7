import type { TilePlan } from '#domain/tiling/tilePlan.ts';
import type { RunProgress } from '#workers/engineService.ts';

/** Tells how far a run is; `plan` and `remainingCount` once tiles are planned. */
export type ReportProgress = (
  phase: RunProgress['phase'],
  plan?: TilePlan,
  remainingCount?: number,
) => void;

/** Adds the time left, extrapolated from the tiles done since the first one. */
export function trackProgress(onProgress: (progress: RunProgress) => void): ReportProgress {
  let first: { readonly timeMs: number; readonly done: number } | null = null;
  return (phase, plan, remainingCount = 0) => {
    const tileCount = plan?.tiles.length ?? 0;
    const tilesDone = tileCount - remainingCount;
    const timeMs = performance.now();
    if (tilesDone > 0) first ??= { timeMs, done: tilesDone };
    const since = first ? tilesDone - first.done : 0;
    const secondsLeft =
      first && since > 0 ? ((timeMs - first.timeMs) / since / 1000) * remainingCount : null;
    onProgress({ phase, tilesDone, tileCount, secondsLeft });
  };
}
