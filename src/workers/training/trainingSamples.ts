import type { Rehearsal } from '#domain/training/rehearsalSubject.ts';
import type { TrainingImage } from '#domain/training/trainingImage.ts';
import type { TrainingRecipe } from '#domain/training/trainingRecipe.ts';
import type { TrainingSample } from '#domain/training/trainingSample.ts';
import { AppError } from '#lib/errors.ts';
import type { SamplingApi } from '#workers/samplingApi.ts';
import { sendImages } from '#workers/training/imageReceiver.ts';
import { createSampleQueue, type SampleQueue } from '#workers/training/sampleQueue.ts';
import type { WorkerHandle } from '#workers/workerHandle.ts';

/** Size of the samples. */
export interface SampleSize {
  readonly inputEdgePx: number;
  readonly batchSize: number;
}

/** The samples of one run, made ahead in a worker of their own. */
export class TrainingSamples {
  readonly #spawn: () => WorkerHandle<SamplingApi>;
  readonly #images: readonly TrainingImage[];
  readonly #recipe: TrainingRecipe;
  readonly #depth: number;
  readonly #rehearsal: Rehearsal | null;
  #handle: WorkerHandle<SamplingApi> | null = null;
  #queue: SampleQueue | null = null;

  constructor(
    spawn: () => WorkerHandle<SamplingApi>,
    data: {
      readonly images: readonly TrainingImage[];
      readonly recipe: TrainingRecipe;
      readonly depth: number;
      readonly rehearsal: Rehearsal | null;
    },
  ) {
    this.#spawn = spawn;
    this.#images = data.images;
    this.#recipe = data.recipe;
    this.#depth = data.depth;
    this.#rehearsal = data.rehearsal;
  }

  /** Makes samples of this size from now on. @throws AppError `invalid-argument` */
  async prepare({ inputEdgePx, batchSize }: SampleSize): Promise<void> {
    this.#queue = null;
    const handle = await this.#openWorker();
    await handle.client.prepare({
      recipe: this.#recipe,
      depth: this.#depth,
      inputEdgePx,
      batchSize,
      rehearsal: this.#rehearsal,
    });
    this.#queue = createSampleQueue(handle.client, this.#recipe.iterations);
  }

  /** The worker with the images; a fresh one after it died. */
  async #openWorker(): Promise<WorkerHandle<SamplingApi>> {
    if (this.#handle?.isAlive()) return this.#handle;
    const handle = this.#spawn();
    this.#handle = handle;
    await sendImages(handle.client, this.#images);
    return handle;
  }

  /** The sample of an iteration, from 0. */
  take(iteration: number): Promise<TrainingSample> {
    if (this.#queue) return this.#queue.take(iteration);
    throw new AppError('worker-died', 'The sampling worker is not running.');
  }

  /** True while the worker runs. */
  isAlive(): boolean {
    return this.#handle?.isAlive() ?? false;
  }

  /** Stops the worker. */
  terminate(): void {
    this.#handle?.terminate();
    this.#handle = null;
    this.#queue = null;
  }
}
