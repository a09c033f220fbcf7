import type { ModelCard } from '#domain/model/modelCard.ts';

/** `8–60 px across, at 0.65 µm per px`. */
export function diameterText({ objectDiameterPx, pixelSizeUm }: ModelCard): string {
  const [small, large] = objectDiameterPx;
  const size = `${small}–${large} px across`;
  return pixelSizeUm === null ? size : `${size}, at ${pixelSizeUm} µm per px`;
}

/** Names of the training data. */
export function trainedOnText({ trainedOn }: ModelCard): string {
  return trainedOn.length === 0 ? 'not stated' : trainedOn.map(({ name }) => name).join(', ');
}

const FIGURE_NAMES: Readonly<Record<string, string>> = {
  iou: 'Foreground IoU',
  dice: 'Dice',
  f1_50: 'F1 at IoU 0.5',
  ap50: 'AP at IoU 0.5',
  ap75: 'AP at IoU 0.75',
  pq: 'Panoptic quality',
  seg: 'SEG',
  pixelError: 'Pixel error',
  randError: 'Rand error',
  viSplit: 'VI split',
  viMerge: 'VI merge',
};

/** Name of a figure for people. */
export function figureName(id: string): string {
  return FIGURE_NAMES[id] ?? id;
}
