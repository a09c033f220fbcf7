import type { UnetSpec } from '#domain/model/modelCard.ts';
import { parameterCount } from '#domain/model/weights.ts';
import { startBackend } from '#engine/backend.ts';
import { withGpuErrors } from '#engine/inference/gpuErrors.ts';
import { predictTile } from '#engine/inference/predictTile.ts';
import { disposeWeights, type UnetWeights, uploadWeights } from '#engine/network/unetWeights.ts';
import { TrainingSession } from '#engine/training/trainingSession.ts';
import { loadTfjsLayers } from '#formats/modelfile/loadTfjsLayers.ts';
import type { NetworkWeights } from '#formats/modelfile/readTfjsLayers.ts';
import { AppError } from '#lib/errors.ts';
import type { Handlers } from '#workers/contract.ts';
import type { EngineApi } from '#workers/engineApi.ts';
import { fetchModelFile, fetchModelJson } from '#workers/fetchModelFile.ts';
import type { ModelSource } from '#workers/modelSource.ts';
import { type Port, serve } from '#workers/rpc.ts';
import type { TrainingEngineApi } from '#workers/trainingEngineApi.ts';

let network: { readonly spec: UnetSpec; readonly weights: UnetWeights } | null = null;
let session: TrainingSession | null = null;

function requireSession(): TrainingSession {
  if (!session) throw new AppError('not-found', 'No training has begun; start one first.');
  return session;
}

function endSession(): void {
  session?.dispose();
  session = null;
}

async function readNetwork(source: ModelSource, signal: AbortSignal): Promise<NetworkWeights> {
  if (source.kind === 'weights') return { spec: source.network, weights: source.values };
  const { modelUrl } = source;
  return loadTfjsLayers(await fetchModelJson(modelUrl, signal), (name) =>
    fetchModelFile(new URL(name, modelUrl).href, signal),
  );
}

const handlers: Handlers<EngineApi> = {
  start: async ({ backend }) => ({ value: await startBackend(backend) }),

  loadModel: async ({ source }, { signal }) => {
    const { spec, weights } = await readNetwork(source, signal);
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

const trainingHandlers: Handlers<TrainingEngineApi> = {
  beginTraining: async (request) => {
    endSession();
    try {
      await withGpuErrors(async () => {
        session = new TrainingSession(request);
      });
    } catch (error) {
      endSession();
      throw error;
    }
    return { value: { parameterCount: parameterCount(request.network) } };
  },

  trainStep: async ({ sample, learningRate, iteration }) => {
    const started = performance.now();
    const outcome = await requireSession().step(sample, { learningRate, iteration });
    return { value: { ...outcome, ms: performance.now() - started } };
  },

  readTraining: async () => {
    const state = await requireSession().read();
    const buffers = [state.weights, ...state.optimizer.slots].map(({ buffer }) => buffer);
    return { value: state, transfer: buffers };
  },

  predictTraining: async ({ pixels, width, height }) => {
    const tile = { pixels, width, height, averageSymmetries: false };
    const probability = await requireSession().predict(tile);
    return { value: { probability }, transfer: [probability.buffer] };
  },

  endTraining: async () => {
    endSession();
    return { value: null };
  },
};

serve<EngineApi & TrainingEngineApi>(self as unknown as Port, { ...handlers, ...trainingHandlers });
