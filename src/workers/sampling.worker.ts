import { imageWeightMap } from '#domain/training/preparedImage.ts';
import { rehearsalImages } from '#domain/training/rehearsalImages.ts';
import type { TrainingImage } from '#domain/training/trainingImage.ts';
import type { TrainingSample } from '#domain/training/trainingSample.ts';
import { TrainingSampler } from '#domain/training/trainingSampler.ts';
import { AppError } from '#lib/errors.ts';
import type { Handlers } from '#workers/contract.ts';
import { type Port, serve } from '#workers/rpc.ts';
import type { SamplingApi } from '#workers/samplingApi.ts';

const images: TrainingImage[] = [];
let prepared: TrainingSampler | null = null;

function sampler(): TrainingSampler {
  if (prepared) return prepared;
  throw new AppError('not-found', 'No training images were prepared; start the training again.');
}

const buffersOf = ({ input, target, weights }: TrainingSample) => [
  input.buffer,
  target.buffer,
  weights.buffer,
];

const handlers: Handlers<SamplingApi> = {
  addImage: async ({ image }) => {
    images.push(image);
    return { value: null };
  },

  prepare: async (request) => {
    prepared = null;
    const { recipe, rehearsal } = request;
    prepared = new TrainingSampler({
      ...request,
      images,
      rehearsal: rehearsal ? rehearsalImages(rehearsal, recipe.seed) : [],
    });
    const { objectCount, annotatedPixels } = prepared;
    return { value: { objectCount, annotatedPixels } };
  },

  sample: async ({ iteration }) => {
    const value = sampler().sample(iteration);
    return { value, transfer: buffersOf(value) };
  },

  preview: async ({ count, seed }) => {
    const value = sampler().preview(count, seed);
    return { value, transfer: value.flatMap(buffersOf) };
  },

  weightMap: async ({ image, recipe }) => {
    const { width, height } = image;
    const weights = imageWeightMap(image, recipe.weightMap);
    return { value: { width, height, weights }, transfer: [weights.buffer] };
  },
};

serve<SamplingApi>(self as unknown as Port, handlers);
