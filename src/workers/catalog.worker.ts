import type { ModelCard } from '#domain/model/modelCard.ts';
import { cutExampleTile } from '#domain/model/modelExample.ts';
import { makeSample } from '#domain/simulation/sampleCatalog.ts';
import { SAMPLES } from '#domain/simulation/sampleList.ts';
import { loadTfjsLayers } from '#formats/modelfile/loadTfjsLayers.ts';
import { CARD_FILE_NAME, checkModel, MODEL_FILE_NAME } from '#formats/modelfile/modelFiles.ts';
import { parseModelCard } from '#formats/modelfile/parseModelCard.ts';
import { readAnyModel } from '#formats/readAnyModel.ts';
import { parseRecipe } from '#formats/recipe/parseRecipe.ts';
import { writeAnyModel } from '#formats/writeAnyModel.ts';
import { AppError } from '#lib/errors.ts';
import type { CatalogApi } from '#workers/catalogApi.ts';
import type { Handlers } from '#workers/contract.ts';
import { fetchModelFile, fetchModelJson } from '#workers/fetchModelFile.ts';
import { type Port, serve } from '#workers/rpc.ts';

/** The sample that a model or the one it was tuned from is for, else the first. */
function sampleFor({ id, training }: ModelCard): string {
  const ids = [id, training?.startedFrom];
  return SAMPLES.find(({ modelId }) => ids.includes(modelId))?.id ?? 'nuclei';
}

const handlers: Handlers<CatalogApi> = {
  listModels: async ({ indexUrl }, { signal }) => {
    const ids = await fetchModelJson(indexUrl, signal);
    if (!Array.isArray(ids)) throw new AppError('bad-model', 'The list of models is no list.');
    const cards = ids.map(async (id) => {
      const cardUrl = new URL(`${encodeURIComponent(String(id))}/card.json`, indexUrl).href;
      return parseModelCard(await fetchModelJson(cardUrl, signal));
    });
    return { value: await Promise.all(cards) };
  },

  readModel: async ({ folderUrl }, { signal }) => {
    const address = (name: string) => new URL(name, folderUrl).href;
    const card = parseModelCard(await fetchModelJson(address(CARD_FILE_NAME), signal));
    const modelJson = await fetchModelJson(address(MODEL_FILE_NAME), signal);
    const { spec, weights } = await loadTfjsLayers(modelJson, (name) =>
      fetchModelFile(address(name), signal),
    );
    checkModel(card, spec);
    return { value: { card, weights }, transfer: [weights.buffer] };
  },

  readModelFiles: async ({ files, title }) => {
    const model = await readAnyModel(files, title);
    return { value: model, transfer: [model.weights.buffer] };
  },

  packModel: async ({ model, format, example }) => {
    const bytes = writeAnyModel(model, format, example, new Date().toISOString());
    return { value: bytes, transfer: [bytes.buffer] };
  },

  makeExample: async ({ card }) => {
    const tile = cutExampleTile(makeSample(sampleFor(card)).image, card);
    return { value: tile, transfer: [tile.intensities.buffer, tile.normalized.buffer] };
  },

  readRecipe: async ({ text }) => ({ value: parseRecipe(text) }),

  makeSample: async ({ sampleId }) => {
    const { image, truth } = makeSample(sampleId);
    const buffers = image.channels.map((plane) => plane.buffer);
    return { value: { image, truth }, transfer: [...buffers, truth.data.buffer] };
  },
};

serve<CatalogApi>(self as unknown as Port, handlers);
