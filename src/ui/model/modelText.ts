import type { ModelCard } from '#domain/model/modelCard.ts';
import { validationText } from '#ui/model/trainingFactsText.ts';

/** `8–60 px across, at 0.65 µm per px`. */
export function diameterText({ objectDiameterPx, pixelSizeUm }: ModelCard): string {
  const [small, large] = objectDiameterPx.map(roundDiameter);
  const size = `${small}–${large} px across`;
  return pixelSizeUm === null ? size : `${size}, at ${pixelSizeUm} µm per px`;
}

/** Cards of trained models hold diameters as measured; below 10 px a tenth still tells something. */
function roundDiameter(px: number): number {
  return px < 10 ? Math.round(10 * px) / 10 : Math.round(px);
}

/** Names of the training data. */
export function trainedOnText({ trainedOn }: ModelCard): string {
  return trainedOn.length === 0 ? 'not stated' : trainedOn.map(({ name }) => name).join(', ');
}

/** `DSB 2018: F1 0.91`: what it was scored on comes first, since a figure says nothing without. */
export function scoreText({ scores, training }: ModelCard): string {
  const score = scores[0];
  if (!score && training && training.history.validation.length > 0) {
    return `its own validation: ${validationText(training)}`;
  }
  if (!score) return 'no unseen images to score it on';
  const headline = HEADLINE_FIGURES.find(({ id }) => id in score.figures);
  const value = headline && score.figures[headline.id];
  const figure = value === undefined ? '' : `: ${headline?.name} ${value.toFixed(2)}`;
  const others = scores.length > 1 ? ` (and ${scores.length - 1} more)` : '';
  return `${score.data}${figure}${others}`;
}

/** What to know where a card has no scores. */
export function noScoresText({ training }: ModelCard): string {
  return training && training.history.validation.length > 0
    ? `On the parts of its images that were held back to validate on: ${validationText(training)}. Other images may fare worse; check its result on them.`
    : 'Not known: there is no labelled image at hand that it was not trained on. Check its result on your own images.';
}

/** What to know about the first score, for its tooltip. */
export function scoreNote({ scores }: ModelCard): string {
  return scores[0]?.note ?? '';
}

const HEADLINE_FIGURES = [
  { id: 'f1_50', name: 'F1' },
  { id: 'iou', name: 'IoU' },
  { id: 'dice', name: 'Dice' },
  { id: 'pq', name: 'PQ' },
] as const;

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
