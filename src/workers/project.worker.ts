import { AppError } from '#lib/errors.ts';
import { openStorage } from '#storage/backend/openStorage.ts';
import { ProjectStore } from '#storage/project/projectStore.ts';
import { STORAGE_NAME } from '#storage/storageName.ts';
import type { Handlers, Reply } from '#workers/contract.ts';
import type { ProjectApi } from '#workers/projectApi.ts';
import { type Port, serve } from '#workers/rpc.ts';

const storage = openStorage(STORAGE_NAME);
const store = new ProjectStore(storage);

const answer = async <T>(result: Promise<T>): Promise<Reply<T>> => ({ value: await result });

const handlers: Handlers<ProjectApi> = {
  space: (request) => answer(store.space(request)),
  list: (request) => answer(store.list(request)),
  create: (request) => answer(store.create(request)),
  open: (request) => answer(store.open(request)),
  close: (request) => answer(store.close(request)),
  waitUntilWanted: (request) => answer(store.waitUntilWanted(request)),
  apply: (request) => answer(store.apply(request)),
  readSource: async (request) => {
    const source = await store.readSource(request);
    const planes = source.kind === 'planes' ? source.image.channels : [];
    return { value: source, transfer: planes.map(({ buffer }) => buffer) };
  },
  readMap: async (request) => {
    const map = await store.readMap(request);
    return { value: map, transfer: [map.data.buffer] };
  },
  readAnnotation: async (request) => {
    const stored = await store.readAnnotation(request);
    const labels = stored?.base.labels;
    return { value: stored, transfer: labels ? [labels.data.buffer] : [] };
  },
  rename: (request) => answer(store.rename(request)),
  duplicate: (request) => answer(store.duplicate(request)),
  remove: (request) => answer(store.remove(request)),
  restore: (request) => answer(store.restore(request)),
  forget: (request) => answer(store.forget(request)),
  exportZip: () => Promise.reject(new AppError('internal', 'Not built yet.')),
  importZip: () => Promise.reject(new AppError('internal', 'Not built yet.')),
};

serve<ProjectApi>(self as unknown as Port, handlers);
