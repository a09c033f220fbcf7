import { AppError } from '#lib/errors.ts';
import { loadModelOn, spawnEngineWorker, startEngineWorkers } from '#workers/engineWorkers.ts';
import { modelAt } from '#workers/modelSource.ts';
import { handleWorker } from '#workers/workerHandle.ts';
import type { CompetitorApi, CompetitorStart } from './competitorApi.ts';
import { type EngineName, TFJS_ON_WASM } from './engineName.ts';
import { loadNetwork } from './loadNetwork.ts';
import { LEARNING_RATE, MOMENTUM, trainingSampleOf } from './trainingSample.ts';

/** An engine that is ready to run tiles. */
export interface Competitor {
  readonly adapter: string;
  /** How many tiles it takes at once. */
  readonly lanes: number;
  /** What `CompetitorApi.run` gives for one tile. */
  readonly run: (lane: number, pixels: Float32Array<ArrayBuffer>) => Promise<Float32Array>;
  readonly stop: () => void;
}

/** Starts an engine with its network loaded. */
export function startCompetitor(engine: EngineName, start: CompetitorStart): Promise<Competitor> {
  switch (engine) {
    case 'cellpane':
      return start.task === 'training' ? startOwnTraining(start) : startOwn(start);
    case 'tfjs':
    case TFJS_ON_WASM:
      return startOther(startTfjsWorker(start.task), engine, start);
    case 'onnxruntime-web':
      return startOther(
        new Worker(new URL('./ort.worker.ts', import.meta.url), { type: 'module' }),
        engine,
        start,
      );
  }
}

function startTfjsWorker(task: CompetitorStart['task']): Worker {
  return task === 'training'
    ? new Worker(new URL('./tfjsTraining.worker.ts', import.meta.url), { type: 'module' })
    : new Worker(new URL('./tfjs.worker.ts', import.meta.url), { type: 'module' });
}

/** Training as the page runs it: steps in the engine worker. */
async function startOwnTraining({ backend, modelUrl, edge }: CompetitorStart): Promise<Competitor> {
  const { client, terminate } = spawnEngineWorker();
  const { adapter } = await client.start({ backend });
  const { spec, weights } = await loadNetwork(modelUrl);
  await client.beginTraining({
    network: spec,
    state: { weights, optimizer: null },
    optimizer: { kind: 'sgd', momentum: MOMENTUM },
    seed: 1,
    clipNorm: null,
    dropout: 0,
    freezeContracting: false,
  });
  let iteration = 0;
  return {
    adapter,
    lanes: 1,
    run: async (_, pixels) => {
      const sample = trainingSampleOf(pixels, spec, edge);
      const step = { sample, learningRate: LEARNING_RATE, iteration };
      iteration++;
      const { loss } = await client.trainStep(step, { transfer: [pixels.buffer] });
      return Float32Array.of(loss);
    },
    stop: () => terminate(),
  };
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
      const { result } = await handle.client.run({ pixels }, { transfer: [pixels.buffer] });
      return result;
    },
    stop: () => handle.terminate(),
  };
}
