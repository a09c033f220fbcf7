import { AppError } from '#lib/errors.ts';
import { loadModelOn, spawnEngineWorker, startEngineWorkers } from '#workers/engineWorkers.ts';
import { modelAt } from '#workers/modelSource.ts';
import { handleWorker } from '#workers/workerHandle.ts';
import type { CompetitorApi, CompetitorStart } from './competitorApi.ts';

/** An engine that is ready to run tiles. */
export interface Competitor {
  readonly adapter: string;
  /** How many tiles it takes at once. */
  readonly lanes: number;
  /** Foreground probability of one tile. */
  readonly run: (lane: number, pixels: Float32Array<ArrayBuffer>) => Promise<Float32Array>;
  readonly stop: () => void;
}

/** Names of the engines that the bench compares. */
export type EngineName = 'cellpane' | 'tfjs' | 'onnxruntime-web';

/** Starts an engine with its network loaded. */
export function startCompetitor(engine: EngineName, start: CompetitorStart): Promise<Competitor> {
  switch (engine) {
    case 'cellpane':
      return startOwn(start);
    case 'tfjs':
      return startOther(
        new Worker(new URL('./tfjs.worker.ts', import.meta.url), { type: 'module' }),
        engine,
        start,
      );
    case 'onnxruntime-web':
      return startOther(
        new Worker(new URL('./ort.worker.ts', import.meta.url), { type: 'module' }),
        engine,
        start,
      );
  }
}

/** Our engine as the page runs it; `threads` are its workers. */
async function startOwn(start: CompetitorStart): Promise<Competitor> {
  const options = { maxWorkers: start.threads, spawn: spawnEngineWorker };
  const workers = await startEngineWorkers(start.backend, options, '');
  await loadModelOn(workers, modelAt(start.modelUrl), new AbortController().signal);
  const { handles, info } = workers;
  return {
    adapter: info.adapter,
    lanes: handles.length,
    run: async (lane, pixels) => {
      const handle = handles[lane];
      if (!handle) throw new AppError('internal', `There is no worker ${lane}.`);
      const tile = { pixels, width: start.edge, height: start.edge, averageSymmetries: false };
      const { probability } = await handle.client.predictTile(tile, {
        transfer: [pixels.buffer],
      });
      return probability;
    },
    stop: () => {
      for (const handle of handles) handle.terminate();
    },
  };
}

async function startOther(
  worker: Worker,
  engine: EngineName,
  start: CompetitorStart,
): Promise<Competitor> {
  const handle = handleWorker<CompetitorApi>(worker, engine, ['start', 'run']);
  const { adapter } = await handle.client.start(start);
  return {
    adapter,
    lanes: 1,
    run: async (_, pixels) => {
      const { probability } = await handle.client.run({ pixels }, { transfer: [pixels.buffer] });
      return probability;
    },
    stop: () => handle.terminate(),
  };
}
