import { describe, expect, it } from 'vitest';
import { readSource } from '#store/batch/batchSource.ts';
import {
  BATCH_IMAGES,
  batchPage,
  startBatch,
  states,
  textOf,
  whenPhase,
} from '#testing/batchPage.ts';
import { eventually } from '#testing/eventually.ts';
import { fakeFolder } from '#testing/fakeFolder.ts';
import { fakeImage } from '#testing/fakeImages.ts';
import { fakeFile } from '#testing/fakeServices.ts';

describe('a batch', () => {
  it('segments every image of a folder into another one, with a summary; no other file stops it', async () => {
    const page = await batchPage();
    const output = fakeFolder('results');
    await startBatch(page, fakeFolder('images', BATCH_IMAGES), output);
    await whenPhase(page, 'done');
    expect(states(page)).toEqual({ 'a.png': 'done', 'bad.png': 'failed', 'deep/b.tif': 'done' });
    expect(page.store.getState().batch?.otherCount).toBe(2);
    expect([...output.files.keys()].sort()).toEqual([
      'a.labels.tif',
      'a.objects.csv',
      'deep/b.labels.tif',
      'deep/b.objects.csv',
      'run.json',
      'summary.csv',
    ]);
    const lines = (await textOf(output, 'summary.csv'))?.trimEnd().split('\n') ?? [];
    expect(lines[0]).toBe(
      'image,plane,object_count,area_mean_px,area_mean_um2,covered_fraction,seconds,error',
    );
    expect(lines).toHaveLength(4);
    expect(lines[1]).toMatch(/^a\.png,1,5,30,/);
    expect(lines[2]).toMatch(/^bad\.png,,,,,,,.*ends early/);
    const run = JSON.parse((await textOf(output, 'run.json')) ?? '');
    expect(run).toMatchObject({ model: 'nuclei', backend: 'wasm', settings: { planes: 'first' } });
    expect(run.images).toHaveLength(2);
    expect(run.failures).toMatchObject([{ file: 'bad.png', code: 'corrupt-file' }]);
  });

  it('leaves no image in the list, in the worker or in the project', async () => {
    const page = await batchPage();
    await startBatch(page, fakeFolder('images', BATCH_IMAGES), fakeFolder('results'));
    await whenPhase(page, 'done');
    expect(page.store.getState().images).toEqual([]);
    const count = (call: string) =>
      page.control.log.filter((entry) => entry.startsWith(call)).length;
    expect(count('addImage')).toBe(2);
    expect(count('removeImage')).toBe(2);
    expect(page.control.changes).toEqual([]);
  });

  it('writes every plane of a stack where that is wanted', async () => {
    const page = await batchPage();
    await page.store.actions.startBatch({
      source: await readSource(fakeFolder('images', BATCH_IMAGES).handle),
      output: fakeFolder('results').handle,
      planes: 'all',
      formats: ['labels-tiff'],
    });
    await whenPhase(page, 'done');
    const stack = page.store.getState().batch?.rows.find(({ path }) => path === 'deep/b.tif');
    expect(stack?.outcome).toMatchObject({ kind: 'done', planes: [{}, {}, {}] });
  });

  it('makes one ZIP file where there is no folder for the results', async () => {
    const page = await batchPage();
    await startBatch(page, fakeFolder('images', BATCH_IMAGES), null);
    await whenPhase(page, 'done');
    expect(page.control.savedBlobs.map(({ fileName }) => fileName)).toEqual(['images-results.zip']);
    expect(page.control.savedBlobs[0]?.blob.size).toBeGreaterThan(500);
  });

  it('leaves out what is skipped, also while it is worked on, and takes it up again by a retry', async () => {
    const page = await batchPage();
    page.control.predictGate.isClosed = true;
    await startBatch(page, fakeFolder('images', BATCH_IMAGES), fakeFolder('results'));
    await eventually(() => expect(page.control.predictGate.waiting).toHaveLength(1));
    await page.store.actions.skipBatchFile('a.png');
    await page.store.actions.skipBatchFile('deep/b.tif');
    page.control.predictGate.isClosed = false;
    page.control.predictGate.release();
    await whenPhase(page, 'done');
    expect(states(page)).toMatchObject({ 'a.png': 'skipped', 'deep/b.tif': 'skipped' });
    await page.store.actions.retryBatchFile('a.png');
    await eventually(() => expect(states(page)).toMatchObject({ 'a.png': 'done' }));
    await whenPhase(page, 'done');
  });

  it('finishes the present file before a pause, and ends at once when it is cancelled', async () => {
    const page = await batchPage();
    const output = fakeFolder('results');
    page.control.predictGate.isClosed = true;
    await startBatch(page, fakeFolder('images', BATCH_IMAGES), output);
    await eventually(() => expect(page.control.predictGate.waiting).toHaveLength(1));
    await page.store.actions.pauseBatch();
    page.control.predictGate.isClosed = false;
    page.control.predictGate.release();
    await whenPhase(page, 'paused');
    expect(states(page)).toMatchObject({ 'a.png': 'done', 'deep/b.tif': 'waiting' });
    await page.store.actions.cancelBatch();
    await whenPhase(page, 'ended');
    expect(states(page)).toMatchObject({ 'deep/b.tif': 'waiting' });
    expect((await textOf(output, 'summary.csv'))?.trimEnd().split('\n')).toHaveLength(2);
  });

  it('reads the next file, one and no more, while one is segmented', async () => {
    const page = await batchPage();
    page.control.predictGate.isClosed = true;
    const images = ['a.png', 'b.png', 'c.png'].map((name) => [name, 'good'] as const);
    await startBatch(page, fakeFolder('images', images), fakeFolder('results'));
    await eventually(() => expect(page.control.predictGate.waiting).toHaveLength(1));
    const decoded = () => page.control.log.filter((entry) => entry.startsWith('decode'));
    await eventually(() => expect(decoded()).toEqual(['decode a.png', 'decode b.png']));
    expect(states(page)).toMatchObject({ 'b.png': 'waiting', 'c.png': 'waiting' });
    await page.store.actions.skipBatchFile('b.png');
    page.control.predictGate.isClosed = false;
    page.control.predictGate.release();
    await whenPhase(page, 'done');
    expect(states(page)).toEqual({ 'a.png': 'done', 'b.png': 'skipped', 'c.png': 'done' });
    expect(decoded()).toEqual(['decode a.png', 'decode b.png', 'decode c.png']);
  });

  it('tries a file once more when a worker dies', async () => {
    const page = await batchPage();
    page.control.predictGate.isClosed = true;
    await startBatch(page, fakeFolder('images', BATCH_IMAGES), fakeFolder('results'));
    await eventually(() => expect(page.control.predictGate.waiting).toHaveLength(1));
    page.control.killImage();
    page.control.predictGate.isClosed = false;
    page.control.predictGate.release();
    await whenPhase(page, 'done');
    expect(states(page)).toMatchObject({ 'a.png': 'done' });
    expect(page.control.log.filter((entry) => entry === 'decode a.png')).toHaveLength(2);
  });

  it('pauses, and loses no file, when nothing can be written any more', async () => {
    const page = await batchPage();
    const output = fakeFolder('results');
    output.failure = new DOMException('gone', 'NotAllowedError');
    await startBatch(page, fakeFolder('images', BATCH_IMAGES), output);
    await whenPhase(page, 'paused');
    expect(page.store.getState().alerts).toMatchObject([{ code: 'not-held' }]);
    expect(states(page)).toMatchObject({ 'a.png': 'waiting' });
    output.failure = null;
    await page.store.actions.goOnBatch();
    await whenPhase(page, 'done');
    expect(states(page)).toMatchObject({ 'a.png': 'done', 'deep/b.tif': 'done' });
  });

  it('lets a segmentation of the page go first', async () => {
    const page = await batchPage();
    await page.store.actions.openFiles([{ file: fakeFile('open.png'), folder: '' }]);
    page.control.predictGate.isClosed = true;
    await startBatch(page, fakeFolder('images', BATCH_IMAGES), fakeFolder('results'));
    await eventually(() => expect(page.control.predictGate.waiting).toHaveLength(1));
    const run = page.store.actions.segmentCurrent();
    await eventually(() =>
      expect(page.store.getState().job?.progress).toMatchObject({ phase: 'waiting' }),
    );
    page.control.predictGate.isClosed = false;
    page.control.predictGate.release();
    await run;
    await whenPhase(page, 'done');
    const order = page.control.log.filter((entry) => entry.startsWith('predict'));
    expect(order[1]).toMatch(/^predict image/);
  });

  it('refuses channels that an image has not, and goes on', async () => {
    const page = await batchPage();
    await page.store.actions.openFiles([{ file: fakeFile('open.png'), folder: '' }]);
    const [entry] = page.store.getState().images;
    page.store.actions.setChannelInput(entry?.id ?? '', { channels: [4] });
    await startBatch(page, fakeFolder('images', [['a.png', 'good']]), fakeFolder('results'));
    await whenPhase(page, 'done');
    expect(page.store.getState().batch?.rows[0]?.outcome).toMatchObject({
      kind: 'failed',
      message: expect.stringContaining('channel 5'),
    });
  });

  it('scales each image to the pixel size of the network, but none beyond four times its pixels', async () => {
    const sizes: Record<string, number | null> = { 'a.png': 0.5, 'b.tif': 2, 'bad.png': null };
    const decode = async (_file: Blob, name: string) => ({
      ...fakeImage(),
      pixelSizeUm: sizes[name] ?? null,
    });
    const page = await batchPage(undefined, { decode });
    page.store.setState(({ models, runOptions }) => ({
      models: models.map((card) => ({ ...card, pixelSizeUm: 0.65 })),
      runOptions: { ...runOptions, scale: 0.9, matchesPixelSize: true },
    }));
    await startBatch(page, fakeFolder('images', BATCH_IMAGES), fakeFolder('results'));
    await whenPhase(page, 'done');
    expect(page.control.predictions.map(({ input }) => input.scale)).toEqual([0.5 / 0.65, 0.9]);
    const stack = page.store.getState().batch?.rows.find(({ path }) => path === 'deep/b.tif');
    expect(stack?.outcome).toMatchObject({
      kind: 'failed',
      message: expect.stringContaining('grow to 9 times'),
    });
  });
});
