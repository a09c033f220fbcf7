import type { LeftOutPart, ProjectParts } from '#domain/project/projectParts.ts';
import { openProjectZip } from '#formats/project/openProjectZip.ts';
import { writeProjectZip } from '#formats/project/writeProjectZip.ts';
import type { ByteSink } from '#formats/zip/zipWriter.ts';
import { AppError, hasCode } from '#lib/errors.ts';
import { openStorage } from '#storage/backend/openStorage.ts';
import { writeExport } from '#storage/project/exportFile.ts';
import type { ProjectChange } from '#storage/project/projectChange.ts';
import { ProjectStore } from '#storage/project/projectStore.ts';
import { noParts, withUnsaved } from '#storage/project/unsavedParts.ts';
import { STORAGE_NAME } from '#storage/storageName.ts';
import type { Handlers, Reply } from '#workers/contract.ts';
import type { ProjectApi } from '#workers/projectApi.ts';
import { type Port, serve } from '#workers/rpc.ts';

const storage = openStorage(STORAGE_NAME);
const store = new ProjectStore(storage);

function throwIfCancelled(signal: AbortSignal): void {
  if (signal.aborted) throw new AppError('cancelled', 'Cancelled.');
}

async function exportedParts(projectId: string, unsaved?: ProjectChange): Promise<ProjectParts> {
  if (!unsaved) return store.parts({ projectId });
  try {
    return withUnsaved(await store.parts({ projectId }), unsaved);
  } catch (error) {
    // A disk that was full from the start has nothing of it.
    if (!hasCode(error, 'not-found') || !unsaved.facts) throw error;
    return withUnsaved(noParts(unsaved.facts), unsaved);
  }
}

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
  exportZip: async ({ projectId, unsaved }, { signal, progress }) => {
    const parts = await exportedParts(projectId, unsaved);
    let leftOut: readonly LeftOutPart[] = [];
    const file = await writeExport(await storage, 'application/zip', async (sink) => {
      const checked: ByteSink = (bytes) => {
        throwIfCancelled(signal);
        return sink(bytes);
      };
      leftOut = await writeProjectZip(parts, checked, progress);
    });
    return { value: { file, leftOut } };
  },
  importZip: async ({ file }, { signal, progress }) => {
    const parts = await openProjectZip(file);
    const summary = await store.importParts(parts, (fraction) => {
      throwIfCancelled(signal);
      progress(fraction);
    });
    return { value: summary };
  },
};

serve<ProjectApi>(self as unknown as Port, handlers);
