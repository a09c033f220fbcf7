import type { ModelCard } from '#domain/model/modelCard.ts';
import { modelText } from '#text/model.ts';
import { validationText } from '#ui/model/trainingFactsText.ts';

/** `8–60 px across, at 0.65 µm per px`. */
export function diameterText({ objectDiameterPx, pixelSizeUm }: ModelCard): string {
  const size = modelText.acrossPx(objectDiameterPx.map(roundDiameter));
  return pixelSizeUm === null ? size : modelText.atPixelSize(size, pixelSizeUm);
}

/** Cards of trained models hold diameters as measured; below 10 px a tenth still tells something. */
function roundDiameter(px: number): number {
  return px < 10 ? Math.round(10 * px) / 10 : Math.round(px);
}

/** Names of the training data. */
export function trainedOnText({ trainedOn }: ModelCard): string {
  return trainedOn.length === 0
    ? modelText.notStated
    : trainedOn.map(({ name }) => name).join(', ');
}

/** `DSB 2018: F1 0.91`: what it was scored on comes first, since a figure says nothing without. */
export function scoreText({ scores, training }: ModelCard): string {
  const score = scores[0];
  if (!score && training && training.history.validation.length > 0) {
    return modelText.ownValidation(validationText(training));
  }
  if (!score) return modelText.noScore;
  const headline = HEADLINE_FIGURES.find((id) => id in score.figures);
  const value = headline && score.figures[headline];
  const figure =
    headline === undefined || value === undefined
      ? ''
      : modelText.figure(modelText.shortFigures[headline], value);
  const others = scores.length > 1 ? modelText.moreScores(scores.length - 1) : '';
  return `${score.data}${figure}${others}`;
}

/** What to know where a card has no scores. */
export function noScoresText({ training }: ModelCard): string {
  return training && training.history.validation.length > 0
    ? modelText.onlyValidated(validationText(training))
    : modelText.notScored;
}

/** What to know about the first score, for its tooltip. */
export function scoreNote({ scores }: ModelCard): string {
  return scores[0]?.note ?? '';
}

/** Figures that say most, the first that a card has counts. */
const HEADLINE_FIGURES = ['f1_50', 'iou', 'dice', 'pq'] as const;

const FIGURE_NAMES: Readonly<Record<string, string>> = modelText.figures;

/** Name of a figure for people. */
export function figureName(id: string): string {
  return FIGURE_NAMES[id] ?? id;
}
