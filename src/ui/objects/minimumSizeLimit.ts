import type { ModelCard } from '#domain/model/modelCard.ts';

/** Right end of the slider where no model says how large its objects are. */
const USUAL_LIMIT_PX = 2000;

/**
 * Largest minimum size on offer, in px: the area of a disc as wide as the largest usual object,
 * rounded to two digits, and never less than the value set now.
 */
export function minimumSizeLimit(card: ModelCard | undefined, currentPx: number): number {
  if (!card) return Math.max(USUAL_LIMIT_PX, currentPx);
  const areaPx = (Math.PI / 4) * card.objectDiameterPx[1] ** 2;
  return Math.max(Number(areaPx.toPrecision(2)), currentPx, 100);
}
