import type { ModelContent } from '#domain/model/modelContent.ts';
import { parameterCount } from '#domain/model/weights.ts';
import type { ProjectImage } from '#domain/project/project.ts';
import type { ProjectParts } from '#domain/project/projectParts.ts';
import type { ModelStore } from '#storage/modelStore.ts';

/** Models of a project that came from elsewhere, as they are kept here. */
export interface AdoptedModels {
  /** The id here of a model that the project knows by `modelId`; others keep theirs. */
  readonly idOf: (modelId: string) => string;
  /** Removes those that were not here before; never fails. */
  readonly giveBack: () => Promise<void>;
}

/**
 * Keeps the models that come with a project, but for those whose weights are kept already.
 *
 * @throws AppError `storage-full`, and what reading a model throws; nothing is kept then
 */
export async function adoptModels(
  models: ModelStore,
  { modelIds, readModel }: ProjectParts,
): Promise<AdoptedModels> {
  const ids = new Map<string, string>();
  const fresh: string[] = [];
  const giveBack = async () => {
    for (const id of fresh) {
      await models.remove(id).catch(() => null);
      await models.forget(id).catch(() => null);
    }
  };
  try {
    for (const modelId of modelIds) {
      const content = await readModel(modelId);
      const known = await findSame(models, modelId, content);
      const id = known ?? (await models.save(content)).id;
      if (!known) fresh.push(id);
      ids.set(modelId, id);
    }
  } catch (error) {
    await giveBack();
    throw error;
  }
  return { idOf: (modelId) => ids.get(modelId) ?? modelId, giveBack };
}

/** An image whose predictions and settings name the models as they are kept here. */
export function withModels(image: ProjectImage, idOf: AdoptedModels['idOf']): ProjectImage {
  const tuned = Object.entries(image.tunedSettings).map(([id, settings]) => [idOf(id), settings]);
  return {
    ...image,
    tunedSettings: Object.fromEntries(tuned),
    predictions: image.predictions.map((prediction) => ({
      ...prediction,
      modelId: idOf(prediction.modelId),
    })),
  };
}

/** The id of a kept model of the same weights, that of the same id first; `null` = none. */
async function findSame(
  models: ModelStore,
  modelId: string,
  { weights }: ModelContent,
): Promise<string | null> {
  const cards = (await models.list()).filter(
    ({ network }) => parameterCount(network) === weights.length,
  );
  const sum = await sha256(weights);
  cards.sort((a, b) => Number(b.id === modelId) - Number(a.id === modelId));
  for (const { id } of cards) {
    const kept = await models.read(id).catch(() => null);
    if (kept && (await sha256(kept.weights)) === sum) return id;
  }
  return null;
}

async function sha256(weights: Float32Array<ArrayBuffer>): Promise<string> {
  const bytes = new Uint8Array(await crypto.subtle.digest('SHA-256', weights));
  return bytes.join(' ');
}
