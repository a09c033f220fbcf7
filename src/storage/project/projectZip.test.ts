import { beforeEach, describe, expect, it } from 'vitest';
import { snapshotOf } from '#domain/annotation/annotation.ts';
import { AnnotationSession } from '#domain/annotation/annotationSession.ts';
import type { ProjectImage } from '#domain/project/project.ts';
import type { ProjectParts } from '#domain/project/projectParts.ts';
import { AppError } from '#lib/errors.ts';
import { memoryStorage } from '#storage/backend/memoryStorage.ts';
import type { StorageBackend } from '#storage/backend/storageBackend.ts';
import { ModelStore } from '#storage/modelStore.ts';
import { ProjectStore } from '#storage/project/projectStore.ts';
import {
  dotAt,
  factsOf,
  imageOf,
  NotedSession,
  picture,
  SIZE,
  undoAll,
} from '#storage/testing/projectSamples.ts';
import { cardOf, weightsOf } from '#storage/testing/storedSamples.ts';

const map = { ...SIZE, data: new Uint16Array(SIZE.width * SIZE.height).fill(7) };

let backend: StorageBackend;
let store: ProjectStore;
let models: ModelStore;
let noted: NotedSession;

function open(): void {
  backend = memoryStorage('A test.');
  store = new ProjectStore(Promise.resolve(backend));
  models = new ModelStore(Promise.resolve(backend));
}

/** An image with a prediction of that model. */
function predicted(id: string, modelId: string): ProjectImage {
  const prediction = { pageIndex: 0, modelId, regions: null, deletions: [], isUnsaved: true };
  const settings = {} as ProjectImage['predictions'][number]['settings'];
  return {
    ...imageOf(id),
    tunedSettings: { [modelId]: settings },
    predictions: [{ ...prediction, settings, mapId: 'm', summary: null }],
  };
}

/** A project of two images, with a prediction of a kept model; gives its parts. */
async function project(): Promise<ProjectParts> {
  const model = await models.save({ card: cardOf('Kept'), weights: weightsOf(1) });
  const facts = factsOf('p', ['a', 'b']);
  noted = new NotedSession().do(dotAt(5, 5)).do(dotAt(15, 5)).do('undo');
  await store.create({ facts });
  await store.apply({
    projectId: 'p',
    change: {
      facts: { ...facts, settings: { ...facts.settings, chosenModelId: model.id } },
      images: [predicted('a', model.id), imageOf('b')],
      sources: [{ imageId: 'a', source: { kind: 'planes', image: picture } }],
      maps: [{ imageId: 'a', pageIndex: 0, map }],
      annotations: [noted.change('a')],
    },
  });
  return store.parts({ projectId: 'p' });
}

beforeEach(open);

describe('a project taken from one browser to another', () => {
  it('is whole there: pixels, predictions, annotations with their history, models', async () => {
    const parts = await project();
    open();
    const { id } = await store.importParts(parts);
    const opened = await store.open({ projectId: id, takeOver: false });
    expect(opened.missingImageIds).toEqual(['b']);
    const [model] = await models.list();
    expect(model?.title).toBe('Kept');
    expect(opened.facts.settings.chosenModelId).toBe(model?.id);
    expect(opened.images).toEqual([predicted('a', model?.id ?? ''), imageOf('b')]);
    expect(await store.readMap({ projectId: id, imageId: 'a', pageIndex: 0 })).toEqual(map);
    const stored = await store.readAnnotation({ projectId: id, imageId: 'a', pageIndex: 0 });
    if (!stored) throw new Error('There is no annotation.');
    const session = AnnotationSession.restore(stored);
    expect(snapshotOf(session.annotation)).toEqual(snapshotOf(noted.session.annotation));
    expect(session.redo().entry).not.toBeNull();
    expect(undoAll(session)).toBe(2);
    // The log goes on where it ended.
    const again = new NotedSession(AnnotationSession.restore(stored)).do('redo');
    await store.apply({ projectId: id, change: { annotations: [again.change('a')] } });
  });

  it('uses the models that are kept already, whatever their id', async () => {
    const parts = await project();
    open();
    await models.save({ card: cardOf('Other'), weights: weightsOf(2) });
    const same = await models.save({ card: cardOf('Same weights'), weights: weightsOf(1) });
    const { id } = await store.importParts(parts);
    const { facts } = await store.open({ projectId: id, takeOver: false });
    expect(facts.settings.chosenModelId).toBe(same.id);
    expect(await models.list()).toHaveLength(2);
  });

  it('leaves nothing when a part of it is damaged, the models not either', async () => {
    const parts = await project();
    open();
    const damaged = new AppError('corrupt-file', 'It is damaged.');
    const broken = { ...parts, readMap: () => Promise.reject(damaged) };
    await expect(store.importParts(broken)).rejects.toThrow('It is damaged.');
    expect(await store.list()).toEqual([]);
    expect(await models.list()).toEqual([]);
    expect(await backend.files.names()).toEqual([]);
    expect(await backend.facts.all('projectImages')).toEqual([]);
  });

  it('says which parts are damaged here already', async () => {
    await project();
    for (const name of await backend.files.names()) {
      if (name.startsWith('project-')) await backend.files.remove(name);
    }
    const parts = await store.parts({ projectId: 'p' });
    const isDamaged = { code: 'corrupt-file' };
    await expect(parts.readSource('a')).rejects.toMatchObject(isDamaged);
    await expect(parts.readMap('a', 0)).rejects.toMatchObject(isDamaged);
    // Its copy was never finished.
    expect(await parts.readSource('b')).toBeNull();
    // It has no file yet: its log begins with nothing.
    expect((await parts.readAnnotation('a', 0)).history.done).toEqual([1]);
  });
});
