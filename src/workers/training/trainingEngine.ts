import { type EngineInfo, isGpuBackend } from '#domain/model/engineInfo.ts';
import type { TrainingSample } from '#domain/training/trainingSample.ts';
import type { TrainingState } from '#domain/training/trainingState.ts';
import { AppError, hasCode, toAppError } from '#lib/errors.ts';
import { type BackendChoice, chooseBackends } from '#workers/chooseBackend.ts';
import type { Client } from '#workers/contract.ts';
import type { TrainerApi } from '#workers/training/spawnWorkers.ts';
import type { BeginTraining, StepReport } from '#workers/trainingEngineApi.ts';
import type { WorkerHandle } from '#workers/workerHandle.ts';

const START_DEADLINE_MS = 30_000;
/** A step of the paper's network takes minutes where a GPU is imitated. */
const STEP_DEADLINE_MS = 900_000;
const READ_DEADLINE_MS = 120_000;
/** Fresh workers on the same GPU before WebAssembly takes over. */
const MAX_GPU_RESTARTS = 2;

/** The engine worker of one training: replaced by a fresh one when it fails. */
export class TrainingEngine {
  readonly #choice: BackendChoice;
  readonly #spawn: () => WorkerHandle<TrainerApi>;
  #handle: WorkerHandle<TrainerApi> | null = null;
  #info: EngineInfo | null = null;
  #gpuRestarts = 0;

  constructor(choice: BackendChoice, spawn: () => WorkerHandle<TrainerApi>) {
    this.#choice = choice;
    this.#spawn = spawn;
  }

  /** What runs; starts the best backend that starts. @throws AppError `backend-unavailable` */
  async start(): Promise<EngineInfo> {
    if (this.#info && this.#handle?.isAlive()) return this.#info;
    const candidates = await chooseBackends(this.#info?.backend ?? this.#choice);
    const reasons: string[] = [];
    for (const { backend } of candidates) {
      const handle = this.#spawn();
      try {
        this.#info = await handle.client.start({ backend }, { deadlineMs: START_DEADLINE_MS });
        this.#handle = handle;
        return this.#info;
      } catch (error) {
        handle.terminate();
        reasons.push(toAppError(error).message);
      }
    }
    throw new AppError(
      'backend-unavailable',
      `No way to train was found. ${reasons.join(' ')} Try another browser or restart this one.`,
    );
  }

  /** Puts network and optimiser on the device. */
  async begin(request: BeginTraining): Promise<void> {
    await this.start();
    await this.#client().beginTraining(request, { deadlineMs: READ_DEADLINE_MS });
  }

  /** One optimiser step; takes over the sample's buffers. */
  step(sample: TrainingSample, learningRate: number, iteration: number): Promise<StepReport> {
    const { input, target, weights } = sample;
    return this.#client().trainStep(
      { sample, learningRate, iteration },
      { transfer: [input.buffer, target.buffer, weights.buffer], deadlineMs: STEP_DEADLINE_MS },
    );
  }

  /** Foreground probability of a tile's valid centre; takes over the pixels. */
  async predict(tile: {
    readonly pixels: Float32Array<ArrayBuffer>;
    readonly width: number;
    readonly height: number;
  }): Promise<Float32Array<ArrayBuffer>> {
    const { probability } = await this.#client().predictTraining(tile, {
      transfer: [tile.pixels.buffer],
      deadlineMs: STEP_DEADLINE_MS,
    });
    return probability;
  }

  /** Copies of weights and optimiser. */
  read(): Promise<TrainingState> {
    return this.#client().readTraining({}, { deadlineMs: READ_DEADLINE_MS });
  }

  /**
   * Replaces the worker after a failure of its device; WebAssembly when the GPU fails again.
   *
   * @returns what changed, in plain words
   */
  async restart(): Promise<string> {
    this.terminate();
    const failed = this.#info;
    if (!failed || !isGpuBackend(failed.backend)) {
      await this.start();
      return 'The training went on in a fresh worker.';
    }
    if (this.#gpuRestarts++ < MAX_GPU_RESTARTS) {
      try {
        await this.start();
        return 'The graphics card failed; the training was started on it again.';
      } catch (error) {
        if (!hasCode(error, 'backend-unavailable')) throw error;
      }
    }
    this.#info = { ...failed, backend: 'wasm' };
    await this.start();
    return 'The graphics card failed again and again, so WebAssembly took over.';
  }

  /** A fresh worker on the same backend, whose memory is empty. */
  async renew(): Promise<void> {
    this.terminate();
    await this.start();
  }

  /** True while the worker runs. */
  isAlive(): boolean {
    return this.#handle?.isAlive() ?? false;
  }

  /** Stops the worker at once. */
  terminate(): void {
    this.#handle?.terminate();
    this.#handle = null;
  }

  #client(): Client<TrainerApi> {
    if (this.#handle) return this.#handle.client;
    throw new AppError('worker-died', 'The training worker is not running.');
  }
}
