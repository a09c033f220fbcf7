import { describe, expect, it } from 'vitest';
import { TABLES } from '#storage/backend/factStore.ts';
import type { StorageBackend } from '#storage/backend/storageBackend.ts';
import { eventually } from '#testing/eventually.ts';
import { openPage } from '#testing/projectPage.ts';

const ALL_IDS = { first: '', last: '\uffff' };

/** Removes the rows of everything, as when the user clears the data of the page. */
async function clearRows({ facts }: StorageBackend): Promise<void> {
  await facts.commit({
    removeRanges: Object.fromEntries(TABLES.map((table) => [table, [ALL_IDS]])),
  });
}

async function clearFiles({ files }: StorageBackend): Promise<void> {
  for (const name of await files.names()) await files.remove(name);
}

/** Two images, one segmented, and one annotated with a step that was undone. */
async function openWork() {
  const page = await openPage();
  await page.open('a.png', 'b.png');
  await page.saved();
  const [a = '', b = ''] = page.ids();
  page.actions.selectImage(a);
  await page.actions.segmentCurrent();
  for (const x of [0, 2, 4]) await page.dot(b, x, 1);
  await page.actions.undoAnnotation(b);
  await page.saved();
  return { ...page, a, b };
}

describe('storage that was cleared under an open project', () => {
  it('gets everything of it again with the next change, history included', async () => {
    const page = await openWork();
    await clearRows(page.backend);
    await clearFiles(page.backend);
    await page.dot(page.b, 6, 1);
    await eventually(() =>
      expect(page.getState().notices.at(-1)?.text).toBe('Everything is saved again.'),
    );
    await page.saved();
    expect(page.getState().alerts).toEqual([]);
    await page.actions.undoAnnotation(page.b);
    await page.actions.undoAnnotation(page.b);
    await page.saved();
    const later = await openPage(page.backend);
    expect(await later.everything()).toEqual(await page.everything());
    await later.actions.redoAnnotation(page.b);
    expect(later.getState().annotations[page.b]?.state.annotatedPixels).toBe(2);
  });

  it('says it once, and once more after another time', async () => {
    const page = await openWork();
    for (const [index, y] of [0, 3].entries()) {
      await clearRows(page.backend);
      await page.dot(page.b, 6, y);
      await eventually(() => {
        const told = page.getState().notices.filter(({ text }) => text.includes('saved again'));
        expect(told).toHaveLength(index + 1);
      });
    }
  });

  it('does not keep the project from being exported whole, though nothing has changed', async () => {
    const page = await openWork();
    await clearRows(page.backend);
    await clearFiles(page.backend);
    await page.actions.exportProject(null);
    expect(page.getState().alerts).toEqual([]);
    await expectWhole(page);
  });

  it('is exported whole while nothing can be stored', async () => {
    const page = await openWork();
    await clearRows(page.backend);
    await clearFiles(page.backend);
    page.control.failing.add('projects create');
    await page.dot(page.b, 6, 1);
    await eventually(() => expect(page.save()).toBe('failed'));
    await page.actions.exportProject(null);
    expect(page.getState().alerts).toEqual([]);
    await expectWhole(page);
  });
});

describe('pages that are in no memory', () => {
  it('are told of by the name of their image, also when nobody has visited them since a reload', async () => {
    const before = await openPage();
    await before.open('a.tif', 'b.png');
    const [stack = '', one = ''] = before.ids();
    await before.dot(stack, 1, 1);
    await before.actions.setPage(stack, 1);
    await before.dot(one, 1, 1);
    const shownPages = async () =>
      (await before.backend.facts.all('projectImages')).map(({ image }) => image.info?.pageIndex);
    await eventually(async () => expect(await shownPages()).toContain(1));
    const page = await openPage(before.backend);
    await clearRows(page.backend);
    await clearFiles(page.backend);
    await page.dot(one, 3, 1);
    await eventually(() =>
      expect(page.getState().alerts.map(({ title }) => title)).toEqual([
        'A part of the project is gone',
      ]),
    );
    expect(page.getState().alerts[0]?.message).toContain('gone for a.tif.');
    await page.saved();
    // Once is enough: what is stored now is all there is.
    await clearRows(page.backend);
    await page.dot(one, 5, 1);
    await page.saved();
    expect(page.getState().alerts).toHaveLength(1);
  });
});

describe('files that were removed under an open project', () => {
  it('are stored again before it is exported', async () => {
    const page = await openWork();
    await clearFiles(page.backend);
    await page.actions.exportProject(null);
    expect(page.getState().alerts).toEqual([]);
    await expectWhole(page);
    const later = await openPage(page.backend);
    expect(await later.everything()).toEqual(await page.everything());
  });
});

/** The project file that was saved last holds all that the page shows. */
async function expectWhole(page: Awaited<ReturnType<typeof openWork>>): Promise<void> {
  const file = page.control.savedBlobs.at(-1)?.blob ?? new Blob();
  const other = await openPage();
  await other.actions.importProject(file, 'a.zip');
  await eventually(() =>
    expect(other.getState().images.map(({ status }) => status)).toEqual(['ready', 'ready']),
  );
  const [mine, theirs] = [await page.everything(), await other.everything()];
  expect(theirs.annotations).toEqual(mine.annotations);
  expect(theirs.images.map(({ found }) => found)).toEqual(mine.images.map(({ found }) => found));
}
