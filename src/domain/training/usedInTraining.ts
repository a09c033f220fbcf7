import type { ModelCard } from '#domain/model/modelCard.ts';
import type { TrainingDataRecord } from '#domain/training/trainingRecord.ts';

/**
 * What the training of a model, or of a model that it was fine-tuned from, used an image for; `null`
 * when no image of that name is in a training record. Files are known by their names only.
 *
 * @param findCard the card of a model id, `undefined` where it is not known any more
 */
export function usedInTraining(
  card: ModelCard | undefined,
  imageName: string,
  findCard: (modelId: string) => ModelCard | undefined,
): TrainingDataRecord['role'] | null {
  const seen = new Set<ModelCard>();
  for (let model = card; model && !seen.has(model); ) {
    seen.add(model);
    const found = model.training?.data.find(({ name }) => baseName(name) === baseName(imageName));
    if (found) return found.role;
    const { startedFrom } = model.training ?? {};
    model = startedFrom ? findCard(startedFrom) : undefined;
  }
  return null;
}

function baseName(path: string): string {
  return path.slice(path.lastIndexOf('/') + 1);
}
