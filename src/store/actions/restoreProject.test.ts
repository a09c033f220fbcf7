import { describe, expect, it } from 'vitest';
import { createAppStore } from '#store/appStore.ts';
import { eventually } from '#testing/eventually.ts';
import { fakeFile, fakeServices } from '#testing/fakeServices.ts';
import { openPage, type ProjectPage } from '#testing/projectPage.ts';

/** Two images with objects, deletions, annotations and history, one of them a stack. */
async function work(page: ProjectPage): Promise<readonly [string, string]> {
  await page.open('a.png', 'b.tif');
  const [a = '', b = ''] = page.ids();
  await page.actions.segmentAll();
  page.actions.updateSettings(a, { threshold: 0.7 });
  await eventually(() => expect(page.getState().results[a]?.isExtracting).toBe(false));
  page.actions.selectObjects(a, new Set([1]));
  await page.actions.deleteSelection(a);
  for (const x of [0, 2, 4]) await page.dot(a, x, 1);
  await page.actions.undoAnnotation(a);
  await page.actions.paintRestAsBackground(b);
  page.actions.setChannelDisplay(b, 0, { range: [3, 77] });
  await page.actions.setPixelSize(b, 0.5);
  page.actions.setImageRole(b, 'validation');
  page.actions.setPaint({ radiusPx: 11 });
  page.actions.chooseModel('em-membranes');
  page.actions.selectImage(b);
  await page.saved();
  return [a, b];
}

describe('a project that is opened again', () => {
  it('is as it was left: images, objects, annotations, history and settings', async () => {
    const page = await openPage();
    const [a] = await work(page);
    const before = await page.everything();
    const later = await openPage(page.backend);
    expect(await later.everything()).toEqual(before);
    await later.saved();
    await later.actions.redoAnnotation(a);
    expect(later.getState().annotations[a]?.state).toMatchObject({
      annotatedPixels: 3,
      redoTitle: null,
    });
    await later.actions.undoDelete(a);
    expect(later.getState().results[a]?.canUndoDelete).toBe(false);
  });

  it('goes on being stored', async () => {
    const page = await openPage();
    const [a, b] = await work(page);
    const second = await openPage(page.backend);
    await second.dot(a, 6, 2);
    await second.actions.segmentCurrent();
    await second.actions.closeImage(b);
    await second.open('c.png');
    await second.saved();
    const before = await second.everything();
    const third = await openPage(page.backend);
    expect(await third.everything()).toEqual(before);
    expect(third.getState().images.map(({ name }) => name)).toEqual(['a.png', 'c.png']);
  });

  it('changes nothing in storage by being opened', async () => {
    const page = await openPage();
    await work(page);
    const rows = await page.backend.facts.all('projects');
    const later = await openPage(page.backend);
    await later.actions.retrySave();
    expect(await page.backend.facts.all('projects')).toEqual(rows);
  });

  it('shows its list at once, and reads the current image first', async () => {
    const page = await openPage();
    const [, b] = await work(page);
    const later = await openPage(page.backend);
    const decoded = later.control.log.filter((call) => call.startsWith('decode'));
    expect(decoded).toEqual(['decode b.tif', 'decode a.png']);
    expect(later.getState().currentImageId).toBe(b);
  });

  it('shows an image also where the one that was shown had not been read yet', async () => {
    const page = await openPage();
    await page.open('a.png');
    await page.saved();
    page.control.decodeGate.isClosed = true;
    void page.open('b.png');
    await eventually(() => expect(page.ids()).toHaveLength(2));
    await page.saved();
    await eventually(async () => {
      const [project] = await page.backend.facts.all('projects');
      expect(project?.facts.currentImageId).toBe(page.ids()[1]);
    });
    const later = await openPage(page.backend);
    expect(later.getState().currentImageId).toBe(page.ids()[0]);
  });

  it('keeps its model also where the models of this browser are listed last', async () => {
    const page = await openPage();
    await page.open('a.png');
    const zip = new File([await page.services.models.pack('nuclei', 'tfjs-layers')], 'mine.zip');
    await page.actions.loadModel([zip]);
    const modelId = page.getState().chosenModelId;
    await page.saved();
    const { services } = fakeServices(page.backend);
    const listKept = async () => {
      await new Promise((resolve) => setTimeout(resolve, 50));
      return services.models.listKept();
    };
    const store = createAppStore({ ...services, models: { ...services.models, listKept } });
    await store.actions.startUp({ modelId: null, sampleId: null });
    expect(store.getState().chosenModelId).toBe(modelId);
  });

  it('is left alone when the address asks for a sample', async () => {
    const page = await openPage();
    await work(page);
    const later = await openPage(page.backend);
    await later.actions.newProject();
    await later.actions.startUp({ modelId: null, sampleId: 'sample-nuclei' });
    await later.saved();
    expect(later.getState().project.title).toBe('Sample nuclei');
    await later.actions.refreshProjects();
    expect(later.getState().project.list?.map(({ title }) => title)).toEqual([
      'Sample nuclei',
      'a',
    ]);
    const again = await openPage(page.backend);
    expect(again.getState().images).toMatchObject([{ name: 'Sample nuclei', status: 'ready' }]);
  });
});

describe('parts that can not be read back', () => {
  it('are told with image and part, and the rest opens', async () => {
    const page = await openPage();
    const [a, b] = await work(page);
    const { files, facts } = page.backend;
    for (const name of await files.names()) {
      if (name.includes('map') || name.includes('base')) await files.remove(name);
    }
    const steps = await facts.all('annotationSteps');
    await facts.commit({ remove: { annotationSteps: steps.map(({ id }) => id) } });
    const later = await openPage(page.backend);
    expect(later.getState().images.map(({ status }) => status)).toEqual(['ready', 'ready']);
    const titles = later.getState().alerts.map(({ title }) => title);
    expect(titles).toContain('The prediction of a.png could not be read back');
    expect(titles).toContain('The annotation of a.png could not be read back');
    // The page can be annotated anew, and that is kept.
    await later.dot(a, 7, 3);
    await later.saved();
    const again = await openPage(page.backend);
    expect(again.getState().annotations[a]?.state.annotatedPixels).toBe(1);
    expect(again.ids()).toEqual([a, b]);
  });

  it('wait for their file where pixels are missing, and come back with it', async () => {
    const page = await openPage();
    await page.open('a.png');
    await page.saved();
    page.control.saveGate.isClosed = true;
    await page.open('b.png');
    const [, b = ''] = page.ids();
    await eventually(() => expect(page.control.saveGate.waiting).toHaveLength(1));
    page.control.saveGate.release();
    await page.dot(b, 1, 1);
    await eventually(() => expect(page.control.changes.at(-1)?.annotations).toHaveLength(1));
    // The copy of the pixels is held back, the stroke goes through; then the tab ends.
    page.control.saveGate.waiting.pop()?.();
    await eventually(async () => {
      expect(await page.backend.facts.all('annotationSteps')).toHaveLength(1);
    });
    const later = await openPage(page.backend);
    const statuses = () => later.getState().images.map(({ status }) => status);
    expect(statuses()).toEqual(['ready', 'missing']);
    await later.actions.openFiles([{ file: fakeFile('b.png', 'another size'), folder: '' }]);
    expect(statuses()).toEqual(['ready', 'missing', 'ready']);
    await later.open('b.png');
    expect(statuses()).toEqual(['ready', 'ready', 'ready']);
    expect(later.getState().annotations[b]?.state.annotatedPixels).toBe(1);
    expect(later.getState().currentImageId).toBe(b);
    await later.saved();
    const again = await openPage(page.backend);
    expect(again.getState().images.map(({ status }) => status)).toEqual([
      'ready',
      'ready',
      'ready',
    ]);
  });
});
