import type { CheckpointSummary } from '#store/services.ts';

/** What was interrupted, when, and how far it was. */
export function offerText(offer: CheckpointSummary, locale?: string): string {
  const { imageNames, iteration, iterations, savedAt } = offer;
  const [first = ''] = imageNames;
  const others = imageNames.length - 1;
  const data = others <= 0 ? first : `${first} and ${others} more`;
  const when = new Date(savedAt).toLocaleString(locale, {
    day: 'numeric',
    month: 'short',
    hour: '2-digit',
    minute: '2-digit',
  });
  const steps = `step ${iteration.toLocaleString('en')} of ${iterations.toLocaleString('en')}`;
  return `A training on ${data} was interrupted at ${steps} (${when}). Its images and annotations are kept in this browser.`;
}
