import type { ModelCard, Normalization } from '#domain/model/modelCard.ts';
import { SAMPLES, type SimulatedSubject } from '#domain/simulation/sampleList.ts';

/** Simulated images to mix into a training. */
export interface Rehearsal {
  readonly subject: SimulatedSubject;
  readonly normalization: Normalization;
}

/** What the model was made for, when it can be simulated: a shipped one, or one trained from it. */
export function rehearsalSubject(card: ModelCard | null | undefined): SimulatedSubject | null {
  if (!card) return null;
  // A model trained here may be called like a shipped one; its record knows what it learned.
  if (card.training) return card.training.rehearsed;
  return SAMPLES.find(({ modelId }) => modelId === card.id)?.subject ?? null;
}
