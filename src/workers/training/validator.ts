import type { UnetSpec } from '#domain/model/modelCard.ts';
import type { InstanceSettings } from '#domain/segmentation/instanceSettings.ts';
import type { ValidationScores } from '#domain/training/scoreValidation.ts';
import type { TrainingImage } from '#domain/training/trainingImage.ts';
import { inputEdgeFor } from '#domain/unet/validShape.ts';
import { AppError, hasCode } from '#lib/errors.ts';
import { sendImages } from '#workers/training/imageReceiver.ts';
import type { TrainingEngine } from '#workers/training/trainingEngine.ts';
import type { ValidationApi, ValidationView } from '#workers/training/validationApi.ts';
import type { LivePrediction } from '#workers/trainingService.ts';
import type { WorkerHandle } from '#workers/workerHandle.ts';

/** How much smaller tiles get when the device runs out of memory. */
const SHRINK = 0.7;

/** What is validated on, and how. */
export interface ValidationData {
  readonly images: readonly TrainingImage[];
  readonly network: UnetSpec;
  readonly settings: InstanceSettings;
  readonly seed: number;
  readonly budgetPx: number;
  readonly maxInputEdgePx: number;
}

/** Predicts and scores the validation images with the weights that the engine holds. */
export class Validator {
  readonly #spawn: () => WorkerHandle<ValidationApi>;
  readonly #engine: TrainingEngine;
  readonly #data: ValidationData;
  #handle: WorkerHandle<ValidationApi> | null = null;
  #views: readonly ValidationView[] = [];

  constructor(
    spawn: () => WorkerHandle<ValidationApi>,
    engine: TrainingEngine,
    data: ValidationData,
  ) {
    this.#spawn = spawn;
    this.#engine = engine;
    this.#data = data;
  }

  /** Hands the images to the worker; again after it died. */
  async open(): Promise<void> {
    if (this.#data.images.length === 0) return;
    this.#handle = this.#spawn();
    const { images, ...settings } = this.#data;
    await sendImages(this.#handle.client, images);
    this.#views = await this.#handle.client.open(settings);
  }

  /** True when there is anything to score. */
  hasScores(): boolean {
    return this.#views.some(({ isScored }) => isScored);
  }

  /** True when the image's prediction is made by every validation. */
  isScored(imageId: string): boolean {
    return this.#views.some((view) => view.imageId === imageId && view.isScored);
  }

  /** True when the image can be shown. */
  canShow(imageId: string): boolean {
    return this.#views.some((view) => view.imageId === imageId);
  }

  /** Scores with the weights of now; `null` when nothing is annotated. */
  async validate(): Promise<ValidationScores | null> {
    for (let view = 0; view < this.#views.length; view++) {
      if (this.#views[view]?.isScored) await this.#predictView(view);
    }
    return this.#client().score({});
  }

  /** Predicts one image, scored or not, with the weights of now. */
  async predict(imageId: string): Promise<void> {
    await this.#predictView(this.#viewOf(imageId));
  }

  /** The latest prediction of an image. */
  async picture(imageId: string, iteration: number): Promise<LivePrediction> {
    const picture = await this.#client().picture({ view: this.#viewOf(imageId) });
    return { imageId, iteration, ...picture };
  }

  /** True while the worker runs, or when none is needed. */
  isAlive(): boolean {
    return this.#handle?.isAlive() ?? this.#data.images.length === 0;
  }

  /** Stops the worker. */
  terminate(): void {
    this.#handle?.terminate();
    this.#handle = null;
  }

  async #predictView(view: number): Promise<void> {
    for (;;) {
      try {
        await this.#predictTiles(view);
        return;
      } catch (error) {
        const edge = this.#views[view]?.inputEdgePx ?? 0;
        const { depth } = this.#data.network;
        if (!hasCode(error, 'out-of-memory') || edge <= inputEdgeFor(2 ** depth, depth))
          throw error;
        this.#views = await this.#client().replan({ maxInputEdgePx: Math.floor(edge * SHRINK) });
      }
    }
  }

  /** The next tile is cut while the engine works on one. */
  async #predictTiles(view: number): Promise<void> {
    const client = this.#client();
    const tileCount = this.#views[view]?.tileCount ?? 0;
    const read = (tile: number) => {
      const pixels = client.readTile({ view, tile });
      pixels.catch(() => undefined);
      return pixels;
    };
    let next = read(0);
    for (let tile = 0; tile < tileCount; tile++) {
      const pixels = await next;
      if (tile + 1 < tileCount) next = read(tile + 1);
      const probability = await this.#engine.predict(pixels);
      await client.writeTile({ view, tile, probability }, { transfer: [probability.buffer] });
    }
  }

  #viewOf(imageId: string): number {
    const view = this.#views.findIndex((candidate) => candidate.imageId === imageId);
    if (view >= 0) return view;
    throw new AppError('not-found', 'The image is not among the validation images.');
  }

  #client() {
    if (this.#handle) return this.#handle.client;
    throw new AppError('worker-died', 'The validation worker is not running.');
  }
}
