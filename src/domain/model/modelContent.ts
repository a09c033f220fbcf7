import type { ModelCard } from '#domain/model/modelCard.ts';

/** A whole model: what its card says, and its numbers. */
export interface ModelContent {
  readonly card: ModelCard;
  /** All weights of `card.network`, in the order of `weightShapes`. */
  readonly weights: Float32Array<ArrayBuffer>;
}
