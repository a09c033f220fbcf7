import type { UnetSpec } from '#domain/model/modelCard.ts';
import type { InstanceSettings } from '#domain/segmentation/instanceSettings.ts';
import { meanValidation, scoreValidation } from '#domain/training/scoreValidation.ts';
import type { TrainingImage } from '#domain/training/trainingImage.ts';
import { chooseValidationRegions } from '#domain/training/validationRegions.ts';
import {
  greyOfView,
  type ImageView,
  openView,
  probabilityOfView,
  readViewTile,
  replanView,
  writeViewTile,
} from '#domain/training/validationView.ts';
import { AppError } from '#lib/errors.ts';
import type { Handlers } from '#workers/contract.ts';
import { type Port, serve } from '#workers/rpc.ts';
import type { ValidationApi, ValidationView } from '#workers/training/validationApi.ts';

const images: TrainingImage[] = [];
let views: readonly ImageView[] = [];
let opened: { readonly network: UnetSpec; readonly settings: InstanceSettings } | null = null;

function need() {
  if (opened) return opened;
  throw new AppError('internal', 'The validation was not opened.');
}

function viewAt(index: number): ImageView {
  const view = views[index];
  if (view) return view;
  throw new AppError('not-found', `There is no validation image ${index + 1}.`);
}

function facts(): readonly ValidationView[] {
  return views.map(({ image, isScored, plan }) => ({
    imageId: image.id,
    isScored,
    tileCount: plan.tiles.length,
    inputEdgePx: Math.max(plan.inputWidth, plan.inputHeight),
  }));
}

const handlers: Handlers<ValidationApi> = {
  addImage: async ({ image }) => {
    images.push(image);
    return { value: null };
  },

  open: async ({ network, settings, seed, budgetPx, maxInputEdgePx }) => {
    opened = { network, settings };
    const annotations = images.map(({ annotation }) => annotation);
    const regions = chooseValidationRegions(annotations, budgetPx, seed);
    views = images.map((image, index) =>
      openView(image, regions[index] ?? null, network, maxInputEdgePx),
    );
    return { value: facts() };
  },

  replan: async ({ maxInputEdgePx }) => {
    const { network } = need();
    views = views.map((view) => replanView(view, network, maxInputEdgePx));
    return { value: facts() };
  },

  readTile: async ({ view, tile }) => {
    const value = readViewTile(viewAt(view), tile);
    return { value, transfer: [value.pixels.buffer] };
  },

  writeTile: async ({ view, tile, probability }) => {
    writeViewTile(viewAt(view), tile, probability, need().network.depth);
    return { value: null };
  },

  score: async () => {
    const { settings } = need();
    const scores = views
      .filter(({ isScored }) => isScored)
      .flatMap(({ map, annotation }) => scoreValidation(map, annotation, settings) ?? []);
    return { value: meanValidation(scores) };
  },

  picture: async ({ view }) => {
    const shown = viewAt(view);
    const { width, height } = shown.map;
    const grey = greyOfView(shown);
    const probability = probabilityOfView(shown);
    return {
      value: { width, height, grey, probability },
      transfer: [grey.buffer, probability.buffer],
    };
  },
};

serve<ValidationApi>(self as unknown as Port, handlers);
