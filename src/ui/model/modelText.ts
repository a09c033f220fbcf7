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

/** `F1 at IoU 0.5 0.91 on DSB 2018`: the first score, its best known figure. */
export function scoreText({ scores }: ModelCard): string {
  const score = scores[0];
  if (!score) return 'no unseen images to score it on';
  const id = HEADLINE_FIGURES.find((figure) => figure in score.figures);
  const value = id === undefined ? undefined : score.figures[id];
  return id === undefined || value === undefined
    ? `on ${score.data}`
    : `${figureName(id)}: ${value.toFixed(2)} on ${score.data}`;
}

const HEADLINE_FIGURES = ['f1_50', 'iou', 'dice', 'pq'] as const;

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
