import { describe, expect, it } from 'vitest';
import { parameterCount } from '#domain/model/weights.ts';
import { writeModelFiles } from '#formats/modelfile/modelFiles.ts';
import { writeModelZip } from '#formats/modelfile/modelZip.ts';
import { memoryStorage } from '#storage/backend/memoryStorage.ts';
import type { StorageBackend } from '#storage/backend/storageBackend.ts';
import { splitModelFiles } from '#store/actions/loadModelFiles.ts';
import { createAppStore } from '#store/appStore.ts';
import { FAKE_CARDS } from '#testing/fakeImages.ts';
import { fakeFile, fakeServices } from '#testing/fakeServices.ts';

const [card] = FAKE_CARDS;
if (!card) throw new Error('no card');
const weights = new Float32Array(parameterCount(card.network)).fill(0.5);
const model = { card: { ...card, title: 'Mine' }, weights };

function modelFiles(): File[] {
  return [...writeModelFiles(model)].map(([name, bytes]) => new File([bytes], name));
}

async function startedStore(backend?: StorageBackend) {
  const fakes = fakeServices(backend);
  const store = createAppStore(fakes.services);
  await store.actions.startUp({ modelId: null, sampleId: null });
  const titles = () => store.getState().models.map(({ title }) => title);
  return { store, titles, ...fakes };
}

describe('models of the user', () => {
  it('are kept, listed and chosen when their folder is dropped beside images', async () => {
    const { store, titles, services } = await startedStore();
    const dropped = [...modelFiles(), fakeFile('a.png')].map((file) => ({ file, folder: 'mine' }));
    await store.actions.openFiles(dropped);
    const { chosenModelId, images, alerts } = store.getState();
    expect(alerts).toEqual([]);
    expect(titles()).toEqual(['nuclei', 'em-membranes', 'Mine']);
    expect(images.map(({ name }) => name)).toEqual(['a.png']);
    expect((await services.models.read(chosenModelId ?? '')).weights).toEqual(weights);
  });

  it('are there again at the next start, and can be asked for by address', async () => {
    const { store, services } = await startedStore();
    await store.actions.loadModel([new File([writeModelZip(model)], 'mine.zip')]);
    const { chosenModelId } = store.getState();
    const later = createAppStore(services);
    await later.actions.startUp({ modelId: chosenModelId, sampleId: null });
    expect(later.getState().chosenModelId).toBe(chosenModelId);
    expect(later.getState().models).toHaveLength(3);
  });

  it('tell when the browser keeps nothing', async () => {
    const { store } = await startedStore(memoryStorage('A test.'));
    await store.actions.loadModel(modelFiles());
    const texts = store.getState().notices.map(({ text }) => text);
    expect(texts).toContainEqual(expect.stringMatching(/only kept until this page is closed/));
  });

  it('are renamed, and leave the list and come back by the notice of their removal', async () => {
    const { store, titles } = await startedStore();
    await store.actions.loadModel(modelFiles());
    const modelId = store.getState().chosenModelId ?? '';
    await store.actions.renameModel(modelId, 'Renamed');
    expect(titles()).toEqual(['nuclei', 'em-membranes', 'Renamed']);

    await store.actions.removeModel(modelId);
    expect(titles()).toEqual(['nuclei', 'em-membranes']);
    expect(store.getState().chosenModelId).toBe('nuclei');
    const notice = store.getState().notices.at(-1);
    expect(notice).toMatchObject({ text: '“Renamed” was deleted.', actionLabel: 'Undo' });
    await store.actions.takeNoticeAction(notice?.id ?? '');
    expect(titles()).toEqual(['nuclei', 'em-membranes', 'Renamed']);
    expect(store.getState().chosenModelId).toBe(modelId);
    expect(store.getState().notices).not.toContain(notice);
  });

  it('are gone for good when the notice goes', async () => {
    const { store, services } = await startedStore();
    await store.actions.loadModel(modelFiles());
    const modelId = store.getState().chosenModelId ?? '';
    await store.actions.removeModel(modelId);
    await store.actions.dismissNotice(store.getState().notices.at(-1)?.id ?? '');
    await expect(services.models.restore(modelId)).rejects.toMatchObject({ code: 'not-found' });
  });

  it('are saved as a ZIP file that loads again', async () => {
    const { store, control } = await startedStore();
    await store.actions.loadModel(modelFiles());
    await store.actions.exportModel(store.getState().chosenModelId ?? '', 'tfjs-layers');
    const [saved] = control.saved;
    expect(saved?.fileName).toBe('Mine.zip');
    await store.actions.loadModel([new File([new Uint8Array(saved?.bytes ?? [])], 'again.zip')]);
    expect(store.getState().models.at(-1)?.title).toBe('Mine (2)');
    expect(store.getState().alerts).toEqual([]);
  });

  it.each([
    ['onnx', 'Mine.onnx'],
    ['bioimageio', 'Mine.bioimageio.zip'],
  ] as const)('are exported as %s, which loads again', async (format, fileName) => {
    const { store, control, services } = await startedStore();
    await store.actions.loadModel(modelFiles());
    const modelId = store.getState().chosenModelId ?? '';
    await store.actions.exportModel(modelId, format);
    const [saved] = control.saved;
    expect(saved?.fileName).toBe(fileName);
    await store.actions.openFiles([
      { file: new File([new Uint8Array(saved?.bytes ?? [])], fileName), folder: '' },
    ]);
    expect(store.getState().alerts).toEqual([]);
    const again = store.getState().chosenModelId ?? '';
    expect(again).not.toBe(modelId);
    expect((await services.models.read(again)).weights).toEqual(
      (await services.models.read(modelId)).weights,
    );
  });

  it('set their own scale when they are chosen, and give it up with the next', async () => {
    const { store, services } = await startedStore();
    const scaled = await services.models.keep({ ...model, card: { ...model.card, scale: 0.5 } });
    await store.actions.startUp({ modelId: null, sampleId: null });
    const scale = () => store.getState().runOptions.scale;
    store.actions.setRunOptions({ scale: 2 });
    store.actions.chooseModel('em-membranes');
    expect(scale()).toBe(2);
    store.actions.chooseModel(scaled.id);
    expect(scale()).toBe(0.5);
    store.actions.chooseModel('nuclei');
    expect(scale()).toBe(1);
  });

  it('that cannot be read are named with the reason, and nothing changes', async () => {
    const { store, titles } = await startedStore();
    await store.actions.loadModel(modelFiles().slice(0, 1));
    await store.actions.loadModel([fakeFile('weights.bin')]);
    expect(store.getState().alerts).toMatchObject([
      { code: 'bad-model', message: expect.stringMatching(/weights.bin/) },
      { code: 'not-found', message: expect.stringMatching(/model.json/) },
    ]);
    expect(titles()).toEqual(['nuclei', 'em-membranes']);
  });
});

it('only folders of a model, ONNX files, and ZIP files by themselves, are taken for models', () => {
  const dropped = [
    ['model.json', 'a'],
    ['group1-shard1of1', 'a'],
    ['preview.png', 'a'],
    ['notes.json', 'b'],
    ['archive.zip', 'b'],
    ['model.zip', ''],
    ['image.tif', ''],
    ['net.onnx', 'b'],
    ['rdf.yaml', 'c'],
    ['cover.png', 'c'],
    ['tfjs-model.zip', 'c'],
  ].map(([name = '', folder = '']) => ({ file: fakeFile(name), folder }));
  const { models, others } = splitModelFiles(dropped);
  expect(models.map(({ title, files }) => [title, files.map(({ name }) => name)])).toEqual([
    ['a', ['model.json', 'group1-shard1of1']],
    ['c', ['rdf.yaml', 'cover.png', 'tfjs-model.zip']],
    ['model', ['model.zip']],
    ['net', ['net.onnx']],
  ]);
  expect(others.map(({ file }) => file.name)).toEqual([
    'preview.png',
    'notes.json',
    'archive.zip',
    'image.tif',
  ]);
});
