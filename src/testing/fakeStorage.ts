import type { ModelContent } from '#domain/model/modelContent.ts';
import type { ModelExample } from '#domain/model/modelExample.ts';
import { parameterCount } from '#domain/model/weights.ts';
import { inputEdgeFor, outputEdge } from '#domain/unet/validShape.ts';
import { readAnyModel } from '#formats/readAnyModel.ts';
import { writeAnyModel } from '#formats/writeAnyModel.ts';
import { AppError } from '#lib/errors.ts';
import { memoryStorage } from '#storage/backend/memoryStorage.ts';
import type { StorageBackend } from '#storage/backend/storageBackend.ts';
import { createCheckpointStore } from '#storage/createCheckpointStore.ts';
import { isKeptId } from '#storage/modelNames.ts';
import { ModelStore } from '#storage/modelStore.ts';
import type { Services } from '#store/services.ts';
import { FAKE_CARDS } from '#testing/fakeImages.ts';
import { fakeProjects, type ProjectControl } from '#testing/fakeProjects.ts';

type StorageServices = Pick<
  Services,
  'models' | 'checkpoints' | 'projects' | 'freshId' | 'storageStatus'
>;

/** Storage in memory that counts as lasting; pages that get the same one see what others left. */
export function fakeBackend(): StorageBackend {
  return { ...memoryStorage('A test.'), status: { kind: 'lasting' } };
}

/** The real stores over memory, beside two shipped models whose weights are all 0. */
export function fakeStorage(backend: StorageBackend, control: ProjectControl): StorageServices {
  const kept = new ModelStore(Promise.resolve(backend));
  const read = async (modelId: string) =>
    isKeptId(modelId) ? kept.read(modelId) : shippedModel(modelId);
  return {
    models: {
      list: () => Promise.resolve(FAKE_CARDS),
      listKept: () => kept.list(),
      keep: (model) => kept.save(model),
      rename: (modelId, title) => kept.rename(modelId, title),
      remove: (modelId) => kept.remove(modelId),
      restore: (modelId) => kept.restore(modelId),
      forget: (modelId) => kept.forget(modelId),
      read,
      pack: async (modelId, format) => {
        const model = await read(modelId);
        return writeAnyModel(model, format, fakeExample(model), '2026-01-02T03:04:05.000Z');
      },
      readFiles: (files, title) => readAnyModel(files, title),
    },
    checkpoints: createCheckpointStore(Promise.resolve(backend)),
    projects: fakeProjects(backend, control),
    freshId: (prefix) => freshId(backend, prefix),
    storageStatus: () => Promise.resolve(backend.status),
  };
}

function shippedModel(modelId: string): ModelContent {
  const card = FAKE_CARDS.find(({ id }) => id === modelId);
  if (!card) throw new AppError('not-found', `There is no model ${modelId}.`);
  return { card, weights: new Float32Array(parameterCount(card.network)) };
}

/** As of a network that knows nothing. */
function fakeExample({ card }: ModelContent): ModelExample {
  const { depth, classCount } = card.network;
  const edge = inputEdgeFor(1, depth);
  const probability = new Float32Array(outputEdge(edge, depth) ** 2 * classCount);
  probability.fill(1 / classCount);
  return { width: edge, height: edge, intensities: new Float32Array(edge ** 2), probability };
}

const idCounts = new WeakMap<StorageBackend, Map<string, number>>();

/** `image-1`, `image-2`, …: no two pages with the same storage give the same. */
function freshId(backend: StorageBackend, prefix: string): string {
  const counts = idCounts.get(backend) ?? new Map<string, number>();
  idCounts.set(backend, counts);
  const count = (counts.get(prefix) ?? 0) + 1;
  counts.set(prefix, count);
  return `${prefix}-${count}`;
}
