import { describe, expect, it } from 'vitest';
import { readSource, sourceOfFiles } from '#store/batch/batchSource.ts';
import { BATCH_IMAGES, batchPage, states, textOf, whenPhase } from '#testing/batchPage.ts';
import { eventually } from '#testing/eventually.ts';
import { fakeFolder } from '#testing/fakeFolder.ts';
import { fakeFile } from '#testing/fakeServices.ts';

describe('a batch after a reload', () => {
  async function interrupt(needsFolder: boolean) {
    const former = await batchPage();
    const images = fakeFolder('images', BATCH_IMAGES);
    const output = fakeFolder('results');
    former.control.predictGate.isClosed = true;
    const read = await readSource(images.handle);
    await former.store.actions.startBatch({
      source: needsFolder ? { ...read, folder: null } : read,
      output: output.handle,
      planes: 'first',
      formats: ['labels-tiff'],
    });
    await eventually(() => expect(former.control.predictGate.waiting).toHaveLength(1));
    former.control.predictGate.release();
    // Of the first file; the page is closed while the gate holds the rest.
    for (let tile = 0; tile < 4; tile++) {
      await eventually(() => expect(former.control.predictGate.waiting).toHaveLength(1));
      former.control.predictGate.release();
    }
    await eventually(() => expect(states(former)).toMatchObject({ 'bad.png': 'failed' }));
    return { page: await batchPage(former.kept), images, output };
  }

  it('is offered, and goes on with the files that are not done', async () => {
    const { page, output } = await interrupt(false);
    expect(page.store.getState().interruptedBatch).toMatchObject({
      sourceName: 'images',
      doneCount: 2,
      fileCount: 3,
      needsFolder: false,
    });
    await page.store.actions.resumeBatch(null);
    await whenPhase(page, 'done');
    expect(page.control.log.filter((entry) => entry.startsWith('decode'))).toEqual([
      'decode b.tif',
    ]);
    expect((await textOf(output, 'summary.csv'))?.trimEnd().split('\n')).toHaveLength(4);
    expect(page.store.getState().interruptedBatch).toBeNull();
  });

  it('does a file again that has changed since', async () => {
    const { page, images } = await interrupt(false);
    images.files.set('a.png', new File(['good, and longer'], 'a.png', { lastModified: 2 }));
    await page.store.actions.resumeBatch(null);
    await whenPhase(page, 'done');
    expect(page.control.log).toContain('decode a.png');
  });

  it('asks for the folder again where none was kept, and tells it from another', async () => {
    const { page } = await interrupt(true);
    expect(page.store.getState().interruptedBatch?.needsFolder).toBe(true);
    const other = [{ file: fakeFile('x.png'), folder: 'elsewhere' }];
    await page.store.actions.resumeBatch(sourceOfFiles(other));
    expect(page.store.getState()).toMatchObject({ batch: null, alerts: [{ code: 'not-found' }] });
    const same = ['a.png', 'bad.png', 'c.png'].map((name) => ({
      file: new File([name.startsWith('bad') ? 'bad' : 'good'], name, { lastModified: 1 }),
      folder: 'images',
    }));
    await page.store.actions.resumeBatch(sourceOfFiles(same));
    await whenPhase(page, 'done');
    expect(page.control.log.filter((entry) => entry.startsWith('decode'))).toEqual([
      'decode c.png',
    ]);
  });

  it('says so when the browser may not use the folder, and stays on offer', async () => {
    const { page } = await interrupt(false);
    page.control.batch.isAllowed = false;
    await page.store.actions.resumeBatch(null);
    expect(page.store.getState().alerts).toMatchObject([{ code: 'not-held' }]);
    expect(page.store.getState().interruptedBatch).not.toBeNull();
  });

  it('is forgotten when it is discarded', async () => {
    const { page } = await interrupt(false);
    await page.store.actions.forgetBatch();
    expect(await page.kept.findInterrupted()).toBeNull();
  });
});
