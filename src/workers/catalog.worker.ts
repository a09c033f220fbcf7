import { makeSample } from '#domain/simulation/sampleCatalog.ts';
import { parseModelCard } from '#formats/modelfile/parseModelCard.ts';
import { AppError } from '#lib/errors.ts';
import type { CatalogApi } from '#workers/catalogApi.ts';
import type { Handlers } from '#workers/contract.ts';
import { fetchModelJson } from '#workers/fetchModelFile.ts';
import { type Port, serve } from '#workers/rpc.ts';

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

  makeSample: async ({ sampleId }) => {
    const { image, truth } = makeSample(sampleId);
    const buffers = image.channels.map((plane) => plane.buffer);
    return { value: { image, truth }, transfer: [...buffers, truth.data.buffer] };
  },
};

serve<CatalogApi>(self as unknown as Port, handlers);
