import { describe, expect, it } from 'vitest';
import { eventually } from '#testing/eventually.ts';
import { fakeFile } from '#testing/fakeServices.ts';
import { openPage, type ProjectPage } from '#testing/projectPage.ts';

const names = (count: number, ending = 'png') =>
  Array.from({ length: count }, (_, t) => `cell_t${t + 1}.${ending}`);
const openable = (name: string, text = 'good') => ({ file: fakeFile(name, text), folder: '' });

/** Drops the files and answers the question. */
async function drop(page: ProjectPage, files: readonly string[], asOne: boolean): Promise<void> {
  const opening = page.open(...files);
  await eventually(() => expect(page.getState().question).not.toBeNull());
  page.actions.answerQuestion(asOne);
  await opening;
}

const listed = (page: ProjectPage) => page.getState().images.map(({ name }) => name);

describe('files whose names tell of time points', () => {
  it('open as one image with a plane of each', async () => {
    const page = await openPage();
    await drop(page, names(4), true);
    const [entry] = page.getState().images;
    expect(listed(page)).toEqual(['cell_t1-4.png']);
    expect(entry?.info).toMatchObject({ pageCount: 4, stack: { sizeZ: 1, sizeT: 4 } });
    await page.actions.setPage(entry?.id ?? '', 2);
    expect(page.control.log).toContain('decode cell_t3.png');
  });

  it('bring the pages inside of them as slices', async () => {
    const page = await openPage();
    await drop(
      page,
      names(2)
        .concat('cell_t3.png')
        .map((name) => name.replace('png', 'tif')),
      true,
    );
    const [entry] = page.getState().images;
    expect(entry?.info).toMatchObject({ pageCount: 9, stack: { sizeZ: 3, sizeT: 3 } });
  });

  it('open one by one where that is wanted, with all the others of the drop', async () => {
    const page = await openPage();
    await drop(page, [...names(3), 'other.png'], false);
    expect(listed(page)).toEqual([...names(3), 'other.png']);
  });

  it('that belong to images as labels, or have labels of their own, are no series', async () => {
    const page = await openPage();
    const files = names(3).map((name) => openable(name));
    const labels = names(3).map((name) => openable(name.replace('.', '_mask.'), 'labels'));
    await page.actions.openFiles([...files, ...labels]);
    expect(page.getState().question).toBeNull();
    expect(listed(page)).toEqual(names(3));
  });

  it('are told by name when one of them cannot be read', async () => {
    const page = await openPage();
    const opening = page.actions.openFiles(names(3).map((name) => openable(name, 'bad!')));
    await eventually(() => expect(page.getState().question).not.toBeNull());
    page.actions.answerQuestion(true);
    await opening;
    expect(page.getState()).toMatchObject({
      images: [],
      alerts: [{ title: 'cell_t1-3.png could not be opened' }],
    });
  });

  it('are kept with the project, all of them, and come back', async () => {
    const page = await openPage();
    await drop(page, names(3), true);
    const [id = ''] = page.ids();
    await page.actions.setPage(id, 1);
    await page.dot(id, 2, 1);
    await page.saved();
    const before = await page.everything();
    const later = await openPage(page.backend);
    expect(await later.everything()).toEqual(before);
    await later.actions.setPage(id, 2);
    expect(later.control.log).toContain('decode cell_t3.png');
    expect(later.getState().alerts).toEqual([]);
  });

  it('wait for all their files where the copy is gone, and come back with them', async () => {
    const page = await openPage();
    await drop(page, names(3), true);
    const [id = ''] = page.ids();
    await page.dot(id, 2, 1);
    await page.saved();
    const sources = await page.backend.facts.all('projectSources');
    await page.backend.facts.commit({ remove: { projectSources: sources.map((row) => row.id) } });
    const later = await openPage(page.backend);
    const statuses = () => later.getState().images.map(({ status }) => status);
    expect(statuses()).toEqual(['missing']);
    await later.open('cell_t3.png');
    expect(statuses()).toEqual(['missing', 'ready']);
    await later.open(...names(3));
    expect(statuses()).toEqual(['ready', 'ready']);
    expect(later.getState().annotations[id]?.state.annotatedPixels).toBe(1);
    await later.actions.setPage(id, 1);
    expect(later.getState().images[0]?.info?.pageIndex).toBe(1);
  });

  it('come back when closing is undone', async () => {
    const page = await openPage();
    await drop(page, names(3), true);
    const [id = ''] = page.ids();
    await page.actions.closeImage(id);
    expect(page.ids()).toEqual([]);
    await page.actions.undo();
    expect(page.getState().images[0]).toMatchObject({ id, series: { picturesPerPage: 1 } });
    await page.actions.setPage(id, 2);
    expect(page.getState().images[0]?.info?.pageIndex).toBe(2);
  });
});

describe('OME-TIFFs of a set', () => {
  it('have each plane where the set says, whatever their names', async () => {
    const page = await openPage();
    const plane = (file: number, z: number) => ({
      ...{ c: 0, z, t: 0, pageIndex: 0 },
      fileName: `s_t${file}.ome.tif`,
    });
    const set = {
      kind: 'described',
      sizeC: 1,
      stack: { sizeZ: 3, sizeT: 1, fastest: 'z', zStepUm: 2, timeStepS: null },
      planes: [plane(3, 0), plane(1, 1), plane(2, 2)],
      channelNames: ['DAPI'],
    };
    const elsewhere = { kind: 'described-elsewhere', fileName: 's_t2.ome.tif' };
    const texts = [elsewhere, set, elsewhere].map((one) => `set${JSON.stringify(one)}`);
    const files = texts.map((text, i) => openable(`s_t${i + 1}.ome.tif`, text));
    const opening = page.actions.openFiles(files);
    await eventually(() => expect(page.getState().question).not.toBeNull());
    page.actions.answerQuestion(true);
    await opening;
    const [entry] = page.getState().images;
    expect(entry?.info).toMatchObject({ pageCount: 3, stack: set.stack, channelNames: ['DAPI'] });
    expect(entry?.series?.places).toEqual([2, 0, 0, 0, 1, 0]);
  });
});

describe('files that only count up', () => {
  it('open one by one, and are one image as soon as that is taken up', async () => {
    const page = await openPage();
    await page.open('a7.png', 'a8.png', 'a9.png');
    const [notice] = page.getState().notices;
    expect(listed(page)).toHaveLength(3);
    expect(notice).toMatchObject({ actionLabel: 'Open as one' });
    await page.actions.takeNoticeAction(notice?.id ?? '');
    expect(listed(page)).toEqual(['a7-9.png']);
  });
});
