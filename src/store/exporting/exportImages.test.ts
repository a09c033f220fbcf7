import { strFromU8, unzipSync } from 'fflate';
import UTIF from 'utif2';
import { describe, expect, it } from 'vitest';
import type { ExportRequest } from '#store/exporting/exportRequest.ts';
import { selectUnsavedCount } from '#store/selectors/unsavedWork.ts';
import { eventually } from '#testing/eventually.ts';
import { openPage, type ProjectPage } from '#testing/projectPage.ts';

const ALL: ExportRequest = {
  source: 'segmentation',
  scope: 'all',
  formats: ['labels-tiff', 'mask-png', 'objects-csv', 'overlay-png'],
  isZipped: true,
};

/** What the dialog tells in the end. */
function outcomeOf({ getState }: ProjectPage) {
  const { isDone, isCancelled, written, failures, fileNames } = getState().exportRun ?? {};
  return { isDone, isCancelled, written, failures, fileNames };
}

/** Entries of the only ZIP file that was saved. */
async function savedZip({ control }: ProjectPage) {
  expect(control.savedBlobs).toHaveLength(1);
  const blob = control.savedBlobs[0]?.blob ?? new Blob();
  return unzipSync(new Uint8Array(await blob.arrayBuffer()));
}

/** Two images and a stack whose first two pages are segmented, the third is shown. */
async function openSegmented() {
  const page = await openPage();
  const { open, actions, ids } = page;
  await open('a.png', 'b.png', 'stack.tif');
  await actions.segmentAll();
  const stackId = ids()[2] ?? '';
  actions.selectImage(stackId);
  await actions.setPage(stackId, 1);
  await actions.segmentCurrent();
  await actions.setPage(stackId, 2);
  await page.saved();
  return { ...page, stackId };
}

describe('an export of all images', () => {
  it('holds every plane, shown or not, without a change of what is shown', async () => {
    const page = await openSegmented();
    const before = await page.everything();
    await page.actions.startExport(ALL);
    const { isDone, failures, written } = outcomeOf(page);
    expect({ isDone, failures, written }).toEqual({ isDone: true, failures: [], written: 4 });
    const entries = await savedZip(page);
    expect(Object.keys(entries).sort()).toEqual(
      [
        ...['a.labels.tif', 'a.mask.png', 'a.overlay.png'],
        'all-images.objects.csv',
        ...['b.labels.tif', 'b.mask.png', 'b.overlay.png'],
        ...['stack.labels.tif', 'stack_z1.mask.png', 'stack_z1.overlay.png'],
        ...['stack_z2.mask.png', 'stack_z2.overlay.png'],
      ].sort(),
    );
    const stack = entries['stack.labels.tif'] ?? new Uint8Array();
    expect(UTIF.decode(stack.slice().buffer)).toHaveLength(2);
    const after = await page.everything();
    expect({ ...after, images: [] }).toEqual({ ...before, images: [] });
    expect(after.images.map(({ found, info }) => [found, info?.pageIndex])).toEqual(
      before.images.map(({ found, info }) => [found, info?.pageIndex]),
    );
  });

  it('counts all of it as saved, and nothing before the files are there', async () => {
    const page = await openSegmented();
    expect(selectUnsavedCount(page.getState())).toBe(3);
    page.control.failing.add('write stack.tif');
    await page.actions.startExport(ALL);
    expect(selectUnsavedCount(page.getState())).toBe(1);
    page.control.failing.delete('write stack.tif');
    await page.actions.closeExport();
    await page.actions.startExport(ALL);
    expect(selectUnsavedCount(page.getState())).toBe(0);
  });

  it('goes on where an image fails, and says which', async () => {
    const page = await openSegmented();
    page.control.failing.add('write b.png');
    await page.actions.startExport({ ...ALL, formats: ['labels-tiff', 'objects-csv'] });
    expect(outcomeOf(page)).toMatchObject({
      isDone: true,
      written: 3,
      failures: [{ name: 'b.png', message: 'Too large.' }],
    });
    const entries = await savedZip(page);
    expect(Object.keys(entries)).toHaveLength(3);
    const csv = Object.entries(entries).find(([name]) => name.endsWith('.csv'))?.[1];
    expect(strFromU8(csv ?? new Uint8Array())).not.toContain('b.png');
    expect(page.getState().alerts).toEqual([]);
  });

  it('goes on without a page whose map is gone', async () => {
    const page = await openSegmented();
    const { files } = page.backend;
    for (const name of await files.names()) {
      if (name.startsWith('project-map-')) await files.remove(name);
    }
    await page.actions.startExport({ ...ALL, formats: ['labels-tiff'] });
    const { failures, written } = outcomeOf(page);
    expect(written).toBe(2);
    expect(failures?.map(({ name }) => name)).toEqual([
      'stack.tif, z 1, time 1',
      'stack.tif, z 2, time 1',
    ]);
    expect(Object.keys(await savedZip(page)).sort()).toEqual(['a.labels.tif', 'b.labels.tif']);
  });

  it('saves nothing when it is cancelled, and frees the copy of the page', async () => {
    const page = await openSegmented();
    const { control, actions, getState } = page;
    control.decodeGate.isClosed = true;
    const ended = actions.startExport(ALL);
    await eventually(() => expect(control.decodeGate.waiting).toHaveLength(1));
    actions.cancelExport();
    control.decodeGate.isClosed = false;
    for (const pass of control.decodeGate.waiting.splice(0)) pass();
    await ended;
    expect(outcomeOf(page)).toMatchObject({ isDone: true, isCancelled: true });
    expect(control.savedBlobs).toEqual([]);
    expect(selectUnsavedCount(getState())).toBe(3);
    expect(control.log.filter((call) => call === 'end export')).toHaveLength(1);
    const copies = (name: string) =>
      control.log.filter((call) => call.startsWith(`${name} export`)).length;
    expect(copies('removeImage')).toBe(copies('addImage'));
  });
});

describe('an export of annotations', () => {
  it('holds every annotated page, and counts them as saved', async () => {
    const page = await openPage();
    const { open, ids, dot, actions, getState } = page;
    await open('stack.tif');
    const id = ids()[0] ?? '';
    await dot(id, 1, 1);
    await actions.setPage(id, 2);
    await dot(id, 5, 2);
    expect(selectUnsavedCount(getState())).toBe(1);
    await actions.startExport({
      source: 'annotation',
      scope: 'image',
      formats: ['labels-tiff', 'geojson'],
      isZipped: true,
    });
    expect(outcomeOf(page)).toMatchObject({ written: 2, failures: [] });
    const entries = await savedZip(page);
    expect(Object.keys(entries).sort()).toEqual(['stack.geojson', 'stack_labels.tif']);
    const { features } = JSON.parse(strFromU8(entries['stack.geojson'] ?? new Uint8Array()));
    expect(
      features.map((one: { geometry: { plane: { z: number } } }) => one.geometry.plane.z),
    ).toEqual([0, 2]);
    expect(selectUnsavedCount(getState())).toBe(0);
  });
});

it('leaves out what was begun and taken back', async () => {
  const page = await openPage();
  await page.open('a.png', 'b.png');
  const [a = '', b = ''] = page.ids();
  await page.dot(a, 1, 1);
  await page.dot(b, 1, 1);
  await page.actions.undoAnnotation(b);
  await page.actions.startExport({ ...ALL, source: 'annotation', formats: ['mask-png'] });
  expect(Object.keys(await savedZip(page))).toEqual(['a.mask.png']);
});

it('is written to single files where no ZIP file is wanted', async () => {
  const page = await openPage();
  await page.open('a.png');
  await page.actions.segmentCurrent();
  await page.actions.startExport({ ...ALL, scope: 'plane', isZipped: false });
  const names = ['a.labels.tif', 'a.mask.png', 'a.overlay.png', 'a.objects.csv'];
  expect(page.control.savedBlobs.map(({ fileName }) => fileName)).toEqual(names);
  expect(outcomeOf(page).fileNames).toEqual(names);
});

it('says so where there is nothing to be written', async () => {
  const page = await openPage();
  await page.open('a.png');
  await page.actions.startExport(ALL);
  expect(outcomeOf(page)).toMatchObject({ isDone: true, written: 0, failures: [], fileNames: [] });
  expect(page.control.savedBlobs).toEqual([]);
});
