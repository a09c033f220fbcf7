import { describe, expect, it } from 'vitest';
import { eventually } from '#testing/eventually.ts';
import { boxFile } from '#testing/fakeObjectFiles.ts';
import { openPage, type ProjectPage } from '#testing/projectPage.ts';

/** Shows two objects of 4 and 9 px on the first image. */
async function importTwo(
  page: ProjectPage,
  [first, second]: readonly string[] = [],
): Promise<void> {
  const file = boxFile('x.geojson', {
    boxes: [
      [0, 0, 2, 2, first],
      [4, 0, 3, 3, second],
    ],
  });
  const importing = page.actions.importObjects([{ file, folder: '' }]);
  await eventually(() => expect(page.getState().importOffers).not.toBeNull());
  const places = (page.getState().importOffers ?? []).map(({ id }) => [
    id,
    { imageId: page.ids()[0] ?? null, pageIndex: null },
  ]);
  page.actions.answerImport({
    target: 'prediction',
    keepsExisting: false,
    reading: 'auto',
    places: Object.fromEntries(places),
  });
  await importing;
}

const areas = (page: ProjectPage) => [
  ...(page.getState().results[page.ids()[0] ?? '']?.objects.columns[1]?.values ?? []),
];

describe('imported objects', () => {
  it('come as a prediction without the classes that their file names, which is told', async () => {
    const page = await openPage();
    await page.open('a.png', 'b.png');
    await importTwo(page, ['Tumour', 'Stroma']);
    expect(page.getState().notices.map(({ text }) => text)).toContain(
      'Predictions have no classes: Stroma and Tumour were left out. Import the objects as annotation to keep them.',
    );
  });

  it('are there again when the project is opened, with their deletions', async () => {
    const page = await openPage();
    await page.open('a.png', 'b.png');
    await importTwo(page);
    page.actions.selectObjects(page.ids()[0] ?? '', new Set([2]));
    await page.actions.deleteSelection(page.ids()[0] ?? '');
    await page.saved();
    const before = await page.everything();
    const later = await openPage(page.backend);
    expect(areas(later)).toEqual([4]);
    expect(await later.everything()).toEqual(before);
    await later.actions.undoDelete(later.ids()[0] ?? '');
    expect(areas(later)).toEqual([4, 9]);
    expect(later.getState().alerts).toEqual([]);
  });

  it('stay with their page', async () => {
    const page = await openPage();
    await page.open('a.tif');
    const [id = ''] = page.ids();
    await importTwo(page);
    await page.actions.setPage(id, 1);
    expect(areas(page)).toEqual([]);
    await page.saved();
    const later = await openPage(page.backend);
    await later.actions.setPage(id, 0);
    expect(areas(later)).toEqual([4, 9]);
  });

  it('that were taken back stay away, and what they replaced is there', async () => {
    const page = await openPage();
    await page.open('a.png', 'b.png');
    await importTwo(page);
    await page.saved();
    await page.actions.undo();
    await page.saved();
    expect(areas(await openPage(page.backend))).toEqual([]);
    const other = await openPage();
    await other.open('a.png');
    await other.actions.segmentCurrent();
    const found = areas(other);
    await importTwo(other);
    await other.saved();
    await other.actions.undo();
    await other.saved();
    expect(areas(await openPage(other.backend))).toEqual(found);
  });

  it('come back after the worker that held them died', async () => {
    const page = await openPage();
    await page.open('a.png');
    await importTwo(page);
    await page.saved();
    page.control.killImage();
    await eventually(() => expect(areas(page)).toEqual([4, 9]));
  });

  it('travel in the file of their project', async () => {
    const page = await openPage();
    await page.open('a.png');
    await importTwo(page);
    await page.saved();
    const projectId = page.getState().project.id ?? '';
    const { file, leftOut } = await page.services.projects.exportZip({ projectId });
    expect(leftOut).toEqual([]);
    const other = await openPage();
    await other.actions.openFiles([{ file: new File([file], 'p.zip'), folder: '' }]);
    await eventually(() => expect(areas(other)).toEqual([4, 9]));
  });
});
