import type { UnetSpec } from '#domain/model/modelCard.ts';
import { parameterCount } from '#domain/model/weights.ts';
import { startBackend } from '#engine/backend.ts';
import { withGpuErrors } from '#engine/inference/gpuErrors.ts';
import { predictTile } from '#engine/inference/predictTile.ts';
import { disposeWeights, type UnetWeights, uploadWeights } from '#engine/network/unetWeights.ts';
import {
  listShards,
  type NetworkWeights,
  readTfjsLayers,
} from '#formats/modelfile/readTfjsLayers.ts';
import { AppError } from '#lib/errors.ts';
import type { Handlers } from '#workers/contract.ts';
import type { EngineApi } from '#workers/engineApi.ts';
import { fetchModelFile, fetchModelJson } from '#workers/fetchModelFile.ts';
import { type Port, serve } from '#workers/rpc.ts';

let network: { readonly spec: UnetSpec; readonly weights: UnetWeights } | null = null;

async function fetchModel(modelUrl: string, signal: AbortSignal): Promise<NetworkWeights> {
  const modelJson = await fetchModelJson(modelUrl, signal);
  const shards = await Promise.all(
    listShards(modelJson).map(async (name) => {
      const response = await fetchModelFile(new URL(name, modelUrl).href, signal);
      return [name, new Uint8Array(await response.arrayBuffer())] as const;
    }),
  );
  return readTfjsLayers(modelJson, new Map(shards));
}

const handlers: Handlers<EngineApi> = {
  start: async ({ backend }) => ({ value: await startBackend(backend) }),

  loadModel: async ({ modelUrl }, { signal }) => {
    const { spec, weights } = await fetchModel(modelUrl, signal);
    if (network) disposeWeights(network.weights);
    network = null;
    network = { spec, weights: await withGpuErrors(async () => uploadWeights(spec, weights)) };
    return { value: { network: spec, parameterCount: parameterCount(spec) } };
  },

  predictTile: async (tile) => {
    if (!network) throw new AppError('not-found', 'No model is loaded; choose one first.');
    const probability = await predictTile(network.spec, network.weights, tile);
    return { value: { probability }, transfer: [probability.buffer] };
  },
};

serve<EngineApi>(self as unknown as Port, handlers);
