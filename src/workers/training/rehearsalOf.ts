import type { Rehearsal } from '#domain/training/rehearsalSubject.ts';
import type { StartTraining } from '#workers/trainingService.ts';

/** The simulated images of a run; `null` when it rehearses nothing. */
export function rehearsalOf({
  rehearses,
  recipe,
  network,
  normalization,
}: StartTraining): Rehearsal | null {
  if (rehearses === null || recipe.rehearsalShare === 0 || network.inputChannels !== 1) return null;
  return { subject: rehearses, normalization };
}
