import { describe, expect, it } from 'vitest';
import { fakeEngine } from '#testing/fakeEngine.ts';
import type { Client } from '#workers/contract.ts';
import { EnginePool } from '#workers/enginePool.ts';
import { estimateSeconds } from '#workers/estimateSeconds.ts';
import type { ImageApi } from '#workers/imageApi.ts';
import { modelAt } from '#workers/modelSource.ts';

const LARGE = { modelId: 'model', width: 40_000, height: 40_000, averageSymmetries: false };
const SMALL = { ...LARGE, width: 300, height: 300 };
/** What the engine reads of an image while it estimates: nothing. */
const NO_IMAGE = {} as Client<ImageApi>;

/** A page whose engine takes `msOfRun` for its n-th tile, from 0. */
function pageWith(msOfRun: (run: number) => number) {
  let runs = 0;
  const engine = fakeEngine({
    tile: async () => {
      const ms = msOfRun(runs++);
      await new Promise((resolve) => setTimeout(resolve, ms));
      return null;
    },
  });
  const pool = new EnginePool({
    choice: 'webgpu',
    tileEdge: null,
    maxWorkers: null,
    spawn: engine.spawn,
  });
  return { context: { pool, image: NO_IMAGE, findModel: modelAt }, runCount: () => runs };
}

async function secondsFor(msOfRun: (run: number) => number): Promise<number> {
  return (await estimateSeconds(pageWith(msOfRun).context, LARGE)) ?? Number.NaN;
}

describe('the estimate before a run', () => {
  it('grows with the time that a tile takes', async () => {
    const fast = await secondsFor(() => 20);
    const slow = await secondsFor(() => 400);
    expect(slow / fast).toBeGreaterThan(4);
  });

  it('does not count the first tile, which compiles shaders, nor a moment of other work', async () => {
    const steady = await secondsFor(() => 100);
    const disturbed = await secondsFor((run) => [1500, 1500, 100, 1500][run] ?? 100);
    expect(disturbed / steady).toBeLessThan(3);
  });

  it('runs nothing for what never takes long', async () => {
    const { context, runCount } = pageWith(() => 0);
    expect(await estimateSeconds(context, SMALL)).toBeNull();
    expect(runCount()).toBe(0);
  });

  it('takes the speed of tiles that were run, and one slow tile changes it little', async () => {
    const { context, runCount } = pageWith(() => 0);
    context.pool.noteSpeed(1e9);
    const before = (await estimateSeconds(context, LARGE)) ?? Number.NaN;
    context.pool.noteSpeed(1e7);
    const after = (await estimateSeconds(context, LARGE)) ?? Number.NaN;
    expect(after / before).toBeGreaterThan(1);
    expect(after / before).toBeLessThan(2);
    expect(runCount()).toBe(0);
  });
});
