import type { CheckpointSummary } from '#store/services.ts';
import { formatMoment } from '#text/format.ts';
import { trainingText } from '#text/training.ts';

/** What was interrupted, when, and how far it was. */
export function offerText(offer: CheckpointSummary, locale?: string): string {
  const { imageNames, iteration, iterations, savedAt } = offer;
  const [first = ''] = imageNames;
  const others = imageNames.length - 1;
  const data = others <= 0 ? first : trainingText.imagesAndMore(first, others);
  return trainingText.offer(data, iteration, iterations, formatMoment(savedAt, locale));
}
