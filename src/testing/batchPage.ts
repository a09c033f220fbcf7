import { expect } from 'vitest';
import { memoryBatchStore } from '#storage/batch/memoryBatchStore.ts';
import { createAppStore } from '#store/appStore.ts';
import { readSource } from '#store/batch/batchSource.ts';
import type { Services } from '#store/services.ts';
import { eventually } from '#testing/eventually.ts';
import { fakeBatch } from '#testing/fakeBatch.ts';
import type { FakeFolder } from '#testing/fakeFolder.ts';
import { fakeServices } from '#testing/fakeServices.ts';

/** Two images, one of them in a subfolder, a damaged one, and files that are none. */
export const BATCH_IMAGES = [
  ['a.png', 'good'],
  ['deep/b.tif', 'good'],
  ['bad.png', 'bad'],
  ['notes.txt', 'good'],
  ['.hidden.png', 'good'],
  ['old.labels.tif', 'good'],
] as const;

/** A page with the models loaded. @param kept what an earlier page kept; `change`: services of a test's own */
export async function batchPage(kept = memoryBatchStore(), change: Partial<Services> = {}) {
  const { services, control } = fakeServices();
  Object.assign(control, { batch: fakeBatch(kept) });
  const store = createAppStore({ ...services, ...change });
  await store.actions.startUp({ modelId: null, sampleId: null });
  return { store, control, kept };
}

export type BatchPage = Awaited<ReturnType<typeof batchPage>>;

/** Starts a batch of label images and measurements. */
export async function startBatch(
  { store }: BatchPage,
  images: FakeFolder,
  output: FakeFolder | null,
) {
  await store.actions.startBatch({
    source: await readSource(images.handle),
    output: output?.handle ?? null,
    planes: 'first',
    formats: ['labels-tiff', 'objects-csv'],
  });
}

/** States of the files by their paths. */
export const states = ({ store }: BatchPage) =>
  Object.fromEntries((store.getState().batch?.rows ?? []).map(({ path, state }) => [path, state]));

/** Resolves once the batch is that far. */
export const whenPhase = ({ store }: BatchPage, phase: string) =>
  eventually(() => expect(store.getState().batch?.phase).toBe(phase));

/** Text of a file that was written. */
export const textOf = (folder: FakeFolder, path: string) => folder.files.get(path)?.text();
