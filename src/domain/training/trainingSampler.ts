import type { AugmentationSettings } from '#domain/training/augmentationSettings.ts';
import {
  type ChosenPixel,
  centreNear,
  PixelChooser,
  type SampleEdges,
} from '#domain/training/chooseCentre.ts';
import { type IntensityRange, varyGreyValues } from '#domain/training/greyVariation.ts';
import { type PreparedImage, prepareImages } from '#domain/training/preparedImage.ts';
import { drawSampleMap, plainSampleMap } from '#domain/training/sampleMap.ts';
import type { TrainingImage } from '#domain/training/trainingImage.ts';
import type { TrainingRecipe } from '#domain/training/trainingRecipe.ts';
import type { TrainingSample } from '#domain/training/trainingSample.ts';
import { type SampleArrays, warpSample } from '#domain/training/warpSample.ts';
import { outputEdge } from '#domain/unet/validShape.ts';
import { AppError } from '#lib/errors.ts';
import { createRandom, type Random } from '#lib/random.ts';

/** Draws of a map before the sample is taken as it is. */
const MAP_ATTEMPTS = 4;

export interface SamplerOptions {
  readonly images: readonly TrainingImage[];
  readonly recipe: TrainingRecipe;
  /** Number of 2×2 max-pool steps of the network. */
  readonly depth: number;
  readonly inputEdgePx: number;
  readonly batchSize: number;
  /** Simulated images for the recipe's share of the samples; none when left out. */
  readonly rehearsal?: readonly TrainingImage[];
}

/** Draws augmented samples from annotated images. */
export class TrainingSampler {
  readonly objectCount: number;
  readonly annotatedPixels: number;

  private readonly seed: number;
  private readonly augmentation: AugmentationSettings;
  private readonly edges: SampleEdges;
  private readonly batchSize: number;
  private readonly inputChannels: number;
  private readonly range: IntensityRange;
  private readonly chooser: PixelChooser;
  private readonly rehearsal: { readonly share: number; readonly chooser: PixelChooser } | null;

  /**
   * @throws AppError `invalid-argument` when nothing is annotated or images differ in channels,
   *   `shape-mismatch` when the input edge does not fit the depth
   */
  constructor(options: SamplerOptions) {
    const { images, recipe, depth, inputEdgePx, batchSize } = options;
    this.edges = { inputEdgePx, outputEdgePx: outputEdge(inputEdgePx, depth) };
    this.inputChannels = commonChannels(images);
    const prepared = prepareImages(images, recipe.weightMap);
    const sum = (count: (image: PreparedImage) => number) =>
      prepared.reduce((total, image) => total + count(image), 0);
    this.objectCount = sum(({ index }) => index.objects.length);
    this.annotatedPixels = sum(({ index }) => index.annotatedPixels);
    if (this.annotatedPixels === 0) throw nothingAnnotated();
    this.seed = recipe.seed;
    this.augmentation = recipe.augmentation;
    this.batchSize = batchSize;
    this.range = intensityRange(images);
    this.chooser = new PixelChooser(prepared);
    this.rehearsal = prepareRehearsal(options);
  }

  /** The batch of one iteration: it depends on seed, data and recipe, not on earlier calls. */
  sample(iteration: number): TrainingSample {
    const batch = this.createBatch(this.batchSize);
    for (let item = 0; item < this.batchSize; item++) {
      const random = createRandom(this.seed, iteration * this.batchSize + item);
      this.fill(batch, item, this.choose(random), random);
    }
    return batch;
  }

  /** Samples of one, all of the same place in the same image, to show what augmentation does. */
  preview(count: number, seed: number): TrainingSample[] {
    const chosen = this.chooser.choose(createRandom(seed));
    return Array.from({ length: count }, (_, i) => {
      const batch = this.createBatch(1);
      this.fill(batch, 0, chosen, createRandom(seed, i + 1));
      return batch;
    });
  }

  private choose(random: Random): ChosenPixel {
    const { rehearsal } = this;
    const isRehearsed = rehearsal !== null && random.uniform() < rehearsal.share;
    return (isRehearsed ? rehearsal.chooser : this.chooser).choose(random);
  }

  private createBatch(batchSize: number): TrainingSample {
    const { inputChannels } = this;
    const { inputEdgePx, outputEdgePx } = this.edges;
    return {
      batchSize,
      inputEdgePx,
      outputEdgePx,
      inputChannels,
      input: new Float32Array(batchSize * inputEdgePx ** 2 * inputChannels),
      target: new Uint8Array(batchSize * outputEdgePx ** 2),
      weights: new Float32Array(batchSize * outputEdgePx ** 2),
    };
  }

  private fill(batch: TrainingSample, item: number, chosen: ChosenPixel, random: Random): void {
    const arrays = arraysOf(batch, item);
    this.warp(arrays, chosen, random);
    const { inputChannels, augmentation, range } = this;
    varyGreyValues(arrays.input, inputChannels, augmentation, { range, random });
  }

  /** An output without annotated pixels is drawn again: it would be a step that learns nothing. */
  private warp(arrays: SampleArrays, chosen: ChosenPixel, random: Random): void {
    for (let attempt = 0; attempt < MAP_ATTEMPTS; attempt++) {
      const map = drawSampleMap(centreNear(chosen, this.edges, random), this.augmentation, random);
      if (warpSample(chosen.image, map, arrays)) return;
    }
    const half = this.edges.inputEdgePx % 2 === 0 ? 0.5 : 0;
    const centre = { x: chosen.pixel.x - half, y: chosen.pixel.y - half };
    warpSample(chosen.image, plainSampleMap(centre), arrays);
  }
}

/** Simulated images are weighted by themselves: their class balance is not that of the user's. */
function prepareRehearsal({ images, recipe, rehearsal = [] }: SamplerOptions) {
  const share = recipe.rehearsalShare;
  if (share === 0 || rehearsal.length === 0 || commonChannels(images) !== 1) return null;
  return { share, chooser: new PixelChooser(prepareImages(rehearsal, recipe.weightMap)) };
}

function arraysOf(batch: TrainingSample, item: number): SampleArrays {
  const { inputEdgePx, outputEdgePx } = batch;
  const part = <T extends Float32Array | Uint8Array>(data: T): T => {
    const length = data.length / batch.batchSize;
    return data.subarray(item * length, (item + 1) * length) as T;
  };
  return {
    inputEdgePx,
    outputEdgePx,
    input: part(batch.input),
    target: part(batch.target),
    weights: part(batch.weights),
  };
}

function commonChannels(images: readonly TrainingImage[]): number {
  const [first, ...others] = images;
  if (!first) throw nothingAnnotated();
  const other = others.find(({ inputChannels }) => inputChannels !== first.inputChannels);
  if (!other) return first.inputChannels;
  throw new AppError(
    'invalid-argument',
    `"${first.name}" gives the network ${first.inputChannels} channels, but "${other.name}" gives ${other.inputChannels}; choose as many channels in every image.`,
  );
}

function nothingAnnotated(): AppError {
  return new AppError(
    'invalid-argument',
    'Nothing is annotated: paint at least one object and some background around it, or use the prediction as annotation.',
  );
}

function intensityRange(images: readonly TrainingImage[]): IntensityRange {
  let low = Number.POSITIVE_INFINITY;
  let high = Number.NEGATIVE_INFINITY;
  for (const { pixels } of images) {
    for (let i = 0; i < pixels.length; i++) {
      const value = pixels[i] as number;
      if (value < low) low = value;
      if (value > high) high = value;
    }
  }
  return { low, high };
}
