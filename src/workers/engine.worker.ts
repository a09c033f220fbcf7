import type { UnetSpec } from '#domain/model/modelCard.ts';
import { parameterCount } from '#domain/model/weights.ts';
import { startBackend } from '#engine/backend.ts';
import { predictTile } from '#engine/inference/predictTile.ts';
import { disposeWeights, type UnetWeights, uploadWeights } from '#engine/network/unetWeights.ts';
import { listShards, type NetworkWeights, readTfjsLayers } from '#formats/modelfile/readTfjsLayers.ts';
import { AppError } from '#lib/errors.ts';
import type { Handlers } from '#workers/contract.ts';
import type { EngineApi } from '#workers/engineApi.ts';
import { type Port, serve } from '#workers/rpc.ts';

let network: { readonly spec: UnetSpec; readonly weights: UnetWeights } | null = null;

async function fetchFile(url: string, signal: AbortSignal): Promise<Response> {
  const name = url.slice(url.lastIndexOf('/') + 1);
  try {
    const response = await fetch(url, { signal });
    if (response.ok) return response;
    throw new AppError(
      'not-found',
      `The model file ${name} is missing (HTTP ${response.status}). Reload the page, or choose another model.`,
    );
  } catch (error) {
    if (error instanceof AppError) throw error;
    throw new AppError(
      'not-found',
      `The model file ${name} could not be loaded. Check the connection and try again.`,
      { cause: error },
    );
  }
}

async function fetchModel(modelUrl: string, signal: AbortSignal): Promise<NetworkWeights> {
  const modelJson = await parseJson(await fetchFile(modelUrl, signal));
  const shards = await Promise.all(
    listShards(modelJson).map(async (name) => {
      const response = await fetchFile(new URL(name, modelUrl).href, signal);
      return [name, new Uint8Array(await response.arrayBuffer())] as const;
    }),
  );
  return readTfjsLayers(modelJson, new Map(shards));
}

async function parseJson(response: Response): Promise<unknown> {
  try {
    return await response.json();
  } catch (error) {
    throw new AppError('bad-model', 'The file model.json is no JSON; get the model again.', {
      cause: error,
    });
  }
}

const handlers: Handlers<EngineApi> = {
  start: async ({ backend }) => ({ value: await startBackend(backend) }),

  loadModel: async ({ modelUrl }, { signal }) => {
    const { spec, weights } = await fetchModel(modelUrl, signal);
    if (network) disposeWeights(network.weights);
    network = null;
    network = { spec, weights: uploadWeights(spec, weights) };
    return { value: { network: spec, parameterCount: parameterCount(spec) } };
  },

  predictTile: async (tile) => {
    if (!network) throw new AppError('not-found', 'No model is loaded; choose one first.');
    const probability = await predictTile(network.spec, network.weights, tile);
    return { value: { probability }, transfer: [probability.buffer] };
  },
};

serve<EngineApi>(self as unknown as Port, handlers);
