import { beforeEach, describe, expect, it } from 'vitest';
import type { BatchStore, KeptBatch, KeptFile } from '#storage/batch/batchStore.ts';
import { openBatchStore } from '#storage/batch/openBatchStore.ts';
import { folderSink, stagedSink } from '#store/batch/batchSink.ts';
import { readSource } from '#store/batch/batchSource.ts';

let name = '';
let store: BatchStore;
let folder: FileSystemDirectoryHandle;

beforeEach(async () => {
  name = `test-${crypto.randomUUID()}`;
  store = await openBatchStore(name);
  const root = await navigator.storage.getDirectory();
  folder = await root.getDirectoryHandle(`${name}-folder`, { create: true });
});

const bytes = (text: string) => new TextEncoder().encode(text);

const batch = (change: Partial<KeptBatch>): KeptBatch => ({
  id: 'batch-1',
  startedAt: '2026-02-03T04:05:06.000Z',
  settings: { modelId: 'nuclei' } as KeptBatch['settings'],
  sourceName: 'images',
  source: folder,
  output: null,
  fileCount: 3,
  isFinished: false,
  ...change,
});

const file = (path: string): KeptFile => ({
  path,
  byteLength: 5,
  lastModifiedMs: 7,
  outcome: { kind: 'skipped' },
});

describe('kept batches', () => {
  it('give back facts, files and folders that still can be read', async () => {
    await folderSink(folder).write('deep/a.tif', bytes('hello'));
    await store.keep(batch({}));
    await store.note('batch-1', file('a.tif'));
    await store.note('batch-1', file('b.tif'));
    await store.note('batch-1', file('b.tif'));
    await store.note('batch-10', file('c.tif'));
    const found = await store.findInterrupted();
    expect(found).toMatchObject({ doneCount: 2, batch: { id: 'batch-1', sourceName: 'images' } });
    expect((await store.files('batch-1')).map(({ path }) => path)).toEqual(['a.tif', 'b.tif']);
    const source = found?.batch.source;
    if (!source) throw new Error('no folder');
    const { files } = await readSource(source);
    expect(files.map(({ path }) => path)).toEqual(['deep/a.tif']);
    expect(await (await files[0]?.open())?.text()).toBe('hello');
  });

  it('are not offered while another page works on them', async () => {
    await store.keep(batch({}));
    const elsewhere = await openBatchStore(name);
    await expect.poll(() => elsewhere.findInterrupted()).toBeNull();
    expect(await elsewhere.claim('batch-1')).toBe(false);
  });

  it('are forgotten with all that was staged, once they are finished or discarded', async () => {
    const staging = await store.staging('batch-1');
    if (!staging) throw new Error('no staging');
    await stagedSink(staging).write('deep/a.labels.tif', bytes('x'));
    await store.keep(batch({ isFinished: true }));
    await store.note('batch-1', file('a.tif'));
    expect(await store.findInterrupted()).toBeNull();
    expect(await store.files('batch-1')).toEqual([]);
    const fresh = await store.staging('batch-1');
    if (!fresh) throw new Error('no staging');
    expect(await stagedSink(fresh).files()).toEqual([]);
  });
});

describe('results', () => {
  it('take the place of older ones, and are listed for the ZIP file with their folders', async () => {
    const sink = stagedSink(folder);
    await sink.write('b.csv', bytes('old and longer'));
    await sink.write('b.csv', new Blob(['new']));
    await sink.write('deep/er/a.csv', bytes('a'));
    const files = (await sink.files()) ?? [];
    expect(files.map(({ path }) => path)).toEqual(['b.csv', 'deep/er/a.csv']);
    expect(await files[0]?.file.text()).toBe('new');
  });

  it('say what to do when their folder is gone', async () => {
    const root = await navigator.storage.getDirectory();
    await root.removeEntry(folder.name, { recursive: true });
    await expect(folderSink(folder).write('a.csv', bytes('a'))).rejects.toMatchObject({
      code: 'not-held',
      message: expect.stringContaining('Go on'),
    });
  });
});
