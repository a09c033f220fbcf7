import type { ModelContent } from '#domain/model/modelContent.ts';
import { makeSample } from '#domain/simulation/sampleCatalog.ts';
import { loadTfjsLayers } from '#formats/modelfile/loadTfjsLayers.ts';
import {
  CARD_FILE_NAME,
  checkModel,
  MODEL_FILE_NAME,
  readModelFiles,
} from '#formats/modelfile/modelFiles.ts';
import { readModelZip, writeModelZip } from '#formats/modelfile/modelZip.ts';
import { parseModelCard } from '#formats/modelfile/parseModelCard.ts';
import { parseRecipe } from '#formats/recipe/parseRecipe.ts';
import { AppError } from '#lib/errors.ts';
import type { CatalogApi } from '#workers/catalogApi.ts';
import type { Handlers } from '#workers/contract.ts';
import { fetchModelFile, fetchModelJson } from '#workers/fetchModelFile.ts';
import { type Port, serve } from '#workers/rpc.ts';

/** As much as the largest network that may be loaded, with its JSON. */
const MAX_MODEL_BYTES = 600e6;

async function readFiles(files: readonly File[], title: string): Promise<ModelContent> {
  const totalBytes = files.reduce((sum, { size }) => sum + size, 0);
  if (totalBytes > MAX_MODEL_BYTES) {
    const megabytes = Math.round(totalBytes / 1e6);
    throw new AppError(
      'too-large',
      `The files hold ${megabytes} MB, more than the ${MAX_MODEL_BYTES / 1e6} MB that a model may have. Choose the files of one model only.`,
    );
  }
  const bytes = await Promise.all(
    files.map(async (file) => [file.name, new Uint8Array(await file.arrayBuffer())] as const),
  );
  const [first] = bytes;
  if (bytes.length === 1 && first?.[0].toLowerCase().endsWith('.zip')) {
    return readModelZip(first[1], title);
  }
  return readModelFiles(new Map(bytes), title);
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
    const model = await readFiles(files, title);
    return { value: model, transfer: [model.weights.buffer] };
  },

  packModel: async (model) => {
    const bytes = writeModelZip(model);
    return { value: bytes, transfer: [bytes.buffer] };
  },

  readRecipe: async ({ text }) => ({ value: parseRecipe(text) }),

  makeSample: async ({ sampleId }) => {
    const { image, truth } = makeSample(sampleId);
    const buffers = image.channels.map((plane) => plane.buffer);
    return { value: { image, truth }, transfer: [...buffers, truth.data.buffer] };
  },
};

serve<CatalogApi>(self as unknown as Port, handlers);
