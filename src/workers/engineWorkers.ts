import type { EngineInfo } from '#domain/model/engineInfo.ts';
import type { UnetSpec } from '#domain/model/modelCard.ts';
import { AppError, hasCode } from '#lib/errors.ts';
import {
  type BackendCandidate,
  type BackendChoice,
  chooseBackends,
} from '#workers/chooseBackend.ts';
import type { EngineApi } from '#workers/engineApi.ts';
import type { LoadableModel } from '#workers/modelSource.ts';
import type { TrainingEngineApi } from '#workers/trainingEngineApi.ts';
import { handleWorker, type WorkerHandle } from '#workers/workerHandle.ts';

/** Loading the worker's script and starting a backend; the backend's own limit is 10 s. */
const START_DEADLINE_MS = 30_000;
const LOAD_DEADLINE_MS = 120_000;
const MAX_WASM_WORKERS = 8;

/** How workers are made. */
export interface EngineWorkerOptions {
  /** Upper limit of the WASM workers; `null` = one per core. */
  readonly maxWorkers: number | null;
  readonly spawn: () => WorkerHandle<EngineApi>;
}

/** Started workers that share one backend and one model. */
export interface EngineWorkers {
  readonly info: EngineInfo;
  readonly fallbackReason: string;
  readonly handles: readonly WorkerHandle<EngineApi>[];
  /** Model on every worker; `null` before the first. */
  model: { readonly key: string; readonly network: UnetSpec } | null;
  /** True once a tile ran with the model: shaders are compiled. */
  isCompiled: boolean;
}

/** Starts a worker that can run the network, and train one. */
export function spawnEngineWorker(): WorkerHandle<EngineApi & TrainingEngineApi> {
  const worker = new Worker(new URL('./engine.worker.ts', import.meta.url), {
    type: 'module',
    name: 'engine',
  });
  return handleWorker<EngineApi & TrainingEngineApi>(worker, 'engine', [
    'start',
    'loadModel',
    'predictTile',
    'beginTraining',
    'trainStep',
    'readTraining',
    'predictTraining',
    'endTraining',
  ]);
}

/**
 * Workers on the best backend that starts: one for a GPU, one per core (8 at most) for WASM, since
 * tfjs runs WASM on one thread.
 *
 * @param earlierReason why an earlier choice was given up; empty at the first start
 * @throws AppError `backend-unavailable` when none starts
 */
export async function startEngineWorkers(
  choice: BackendChoice,
  options: EngineWorkerOptions,
  earlierReason: string,
): Promise<EngineWorkers> {
  const candidates = await chooseBackends(choice);
  const failures: string[] = [];
  for (const candidate of candidates) {
    try {
      return await startTwice(candidate, options, [earlierReason, ...failures]);
    } catch (error) {
      failures.push(error instanceof Error ? error.message : String(error));
    }
  }
  const advice =
    choice === 'auto'
      ? 'Try another browser or restart this one.'
      : `Open the page without ?backend=${choice} to let it choose.`;
  throw new AppError(
    'backend-unavailable',
    `No way to run the network was found. ${failures.join(' ')} ${advice}`,
  );
}

/** A worker that died while it started says nothing about its backend: fresh ones get one more try. */
async function startTwice(
  candidate: BackendCandidate,
  options: EngineWorkerOptions,
  reasons: readonly string[],
): Promise<EngineWorkers> {
  try {
    return await startCandidate(candidate, options, reasons);
  } catch (error) {
    if (!hasCode(error, 'worker-died')) throw error;
    return startCandidate(candidate, options, reasons);
  }
}

async function startCandidate(
  { backend, fallbackReason }: BackendCandidate,
  { maxWorkers, spawn }: EngineWorkerOptions,
  reasons: readonly string[],
): Promise<EngineWorkers> {
  const cores = Math.min(MAX_WASM_WORKERS, navigator.hardwareConcurrency || 2);
  const count = backend === 'wasm' ? Math.max(1, Math.min(cores, maxWorkers ?? cores)) : 1;
  const handles = Array.from({ length: count }, () => spawn());
  try {
    const [info] = await Promise.all(
      handles.map(({ client }) => client.start({ backend }, { deadlineMs: START_DEADLINE_MS })),
    );
    if (!info) throw new AppError('internal', 'No engine worker was started.');
    return {
      info,
      fallbackReason: [...reasons, fallbackReason].filter(Boolean).join(' '),
      handles,
      model: null,
      isCompiled: false,
    };
  } catch (error) {
    for (const handle of handles) handle.terminate();
    throw error;
  }
}

/** Puts a model on every worker, unless it is there already. */
export async function loadModelOn(
  workers: EngineWorkers,
  { key, source }: LoadableModel,
  signal: AbortSignal,
): Promise<UnetSpec> {
  if (workers.model?.key === key) return workers.model.network;
  workers.model = null;
  const request = { source: await source() };
  const loaded = await Promise.all(
    workers.handles.map(({ client }) =>
      client.loadModel(request, { signal, deadlineMs: LOAD_DEADLINE_MS }),
    ),
  );
  const network = loaded[0]?.network;
  if (!network) throw new AppError('internal', 'No engine worker is running.');
  workers.model = { key, network };
  workers.isCompiled = false;
  return network;
}

/** Failures after which a fresh worker may succeed. */
export function isRecoverable(error: unknown): boolean {
  return (
    hasCode(error, 'device-lost') ||
    hasCode(error, 'worker-died') ||
    hasCode(error, 'wrong-result') ||
    hasCode(error, 'not-finite') ||
    hasCode(error, 'timeout')
  );
}
