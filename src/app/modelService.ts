import type { ModelContent } from '#domain/model/modelContent.ts';
import type { ModelExample } from '#domain/model/modelExample.ts';
import { isKeptId } from '#storage/modelNames.ts';
import type { ModelStore } from '#storage/modelStore.ts';
import type { ModelService } from '#store/services.ts';
import { askCatalog } from '#workers/catalogService.ts';
import { type LoadableModel, modelAt } from '#workers/modelSource.ts';

/** Where models come from. */
export interface ModelPlaces {
  /** Absolute URL of the folder that holds `index.json` and the models' folders; ends in `/`. */
  readonly modelsUrl: string;
  readonly kept: ModelStore;
}

/** Shipped and kept models as the store sees them. */
export function createModelService({ modelsUrl, kept }: ModelPlaces): ModelService {
  const read: ModelService['read'] = async (modelId) =>
    isKeptId(modelId)
      ? kept.read(modelId)
      : askCatalog((client) => client.readModel({ folderUrl: folderOf(modelsUrl, modelId) }));
  return {
    list: () =>
      askCatalog((client) =>
        client.listModels({ indexUrl: new URL('index.json', modelsUrl).href }),
      ),
    listKept: () => kept.list(),
    keep: (model) => kept.save(model),
    rename: (modelId, title) => kept.rename(modelId, title),
    remove: (modelId) => kept.remove(modelId),
    restore: (modelId) => kept.restore(modelId),
    forget: (modelId) => kept.forget(modelId),
    read,
    pack: async (modelId, format) => {
      const model = await read(modelId);
      const example = format === 'bioimageio' ? await exampleOf(model) : null;
      const transfer = [model.weights.buffer];
      return askCatalog((client) => client.packModel({ model, format, example }, { transfer }));
    },
    readFiles: (files, title) => askCatalog((client) => client.readModelFiles({ files, title })),
  };
}

/** What the engine loads for a model's id. */
export function findModel({ modelsUrl, kept }: ModelPlaces, modelId: string): LoadableModel {
  if (!isKeptId(modelId)) return modelAt(`${folderOf(modelsUrl, modelId)}model.json`);
  return {
    key: modelId,
    source: async () => {
      const { card, weights } = await kept.read(modelId);
      return { kind: 'weights', network: card.network, values: weights };
    },
  };
}

async function exampleOf(model: ModelContent): Promise<ModelExample> {
  const { runExample } = await import('#workers/runExample.ts');
  return runExample(model);
}

function folderOf(modelsUrl: string, modelId: string): string {
  return new URL(`${encodeURIComponent(modelId)}/`, modelsUrl).href;
}
