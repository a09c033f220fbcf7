import type { ModelCard } from '#domain/model/modelCard.ts';
import type { PrintedScores } from './meanScores.ts';

const CARD_FIGURES = ['iou', 'pixelError', 'f1_50', 'pq', 'seg', 'randError'] as const;
const DECIMALS = 4;

/** Under which title and note a model's scores stand on its card. */
export interface CardEntry {
  readonly data: string;
  readonly note: string;
  readonly images: number;
}

/** The card with the mean scores of one data set; those of an earlier run on it are replaced. */
export function withCardScores(card: ModelCard, entry: CardEntry, mean: PrintedScores): ModelCard {
  const figures = Object.fromEntries(
    CARD_FIGURES.flatMap((name) => {
      const value = mean[name];
      return value === null ? [] : [[name, Number(value.toFixed(DECIMALS))]];
    }),
  );
  const { data, note, images } = entry;
  const others = card.scores.filter((scores) => scores.data !== data);
  return { ...card, scores: [...others, { data, images, note, figures }] };
}
