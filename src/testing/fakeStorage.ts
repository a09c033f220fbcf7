import type { ModelContent } from '#domain/model/modelContent.ts';
import { parameterCount } from '#domain/model/weights.ts';
import { readModelFiles } from '#formats/modelfile/modelFiles.ts';
import { readModelZip, writeModelZip } from '#formats/modelfile/modelZip.ts';
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
      pack: async (modelId) => writeModelZip(await read(modelId)),
      readFiles: async (files, title) => {
        const bytes = await Promise.all(
          files.map(async (file) => [file.name, new Uint8Array(await file.arrayBuffer())] as const),
        );
        const [first] = bytes;
        return first?.[0].endsWith('.zip')
          ? readModelZip(first[1], title)
          : readModelFiles(new Map(bytes), title);
      },
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

const idCounts = new WeakMap<StorageBackend, Map<string, number>>();

/** `image-1`, `image-2`, …: no two pages with the same storage give the same. */
function freshId(backend: StorageBackend, prefix: string): string {
  const counts = idCounts.get(backend) ?? new Map<string, number>();
  idCounts.set(backend, counts);
  const count = (counts.get(prefix) ?? 0) + 1;
  counts.set(prefix, count);
  return `${prefix}-${count}`;
}
