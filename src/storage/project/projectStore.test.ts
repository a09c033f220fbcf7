import { beforeEach, describe, expect, it } from 'vitest';
import { snapshotOf } from '#domain/annotation/annotation.ts';
import { AnnotationSession } from '#domain/annotation/annotationSession.ts';
import { memoryStorage } from '#storage/backend/memoryStorage.ts';
import type { StorageBackend } from '#storage/backend/storageBackend.ts';
import type { ProjectChange } from '#storage/project/projectChange.ts';
import { ProjectStore } from '#storage/project/projectStore.ts';
import { sweepStorage } from '#storage/sweepStorage.ts';
import {
  dotAt,
  factsOf,
  imageOf,
  NotedSession,
  picture,
  undoAll,
} from '#storage/testing/projectSamples.ts';

const PAGE = { projectId: 'p', imageId: 'a', pageIndex: 0 };
const file = new File([Uint8Array.of(1, 2, 3, 4, 5)], 'a.tif', { type: 'image/tiff' });
const map = { width: 3, height: 2, data: Uint16Array.of(0, 1, 2, 3, 65_535, 5) };

let backend: StorageBackend;
let store: ProjectStore;
/** The store of a page that is opened later, or of another tab. */
const laterStore = () => new ProjectStore(Promise.resolve(backend));
const apply = (change: ProjectChange, projectId = 'p') => store.apply({ projectId, change });

async function reopened() {
  const later = laterStore();
  return { later, opened: await later.open({ projectId: 'p', takeOver: false }) };
}

/** The annotation as a page that is opened later gets it. */
async function restored(): Promise<AnnotationSession> {
  const stored = await laterStore().readAnnotation(PAGE);
  if (!stored) throw new Error('There is no annotation.');
  return AnnotationSession.restore(stored);
}

beforeEach(async () => {
  backend = memoryStorage('A test.');
  store = laterStore();
  await store.create({ facts: factsOf('p') });
});

/** Two images, one with a file, one with planes, a map and an annotation. */
async function fill(noted = new NotedSession()): Promise<NotedSession> {
  await apply({
    facts: factsOf('p', ['a', 'b']),
    images: [imageOf('a'), imageOf('b')],
    sources: [
      { imageId: 'a', source: { kind: 'file', file } },
      { imageId: 'b', source: { kind: 'planes', image: picture } },
    ],
    maps: [{ imageId: 'a', pageIndex: 0, map }],
    annotations: [noted.do(dotAt(5, 5)).change('a')],
  });
  return noted;
}

describe('a project', () => {
  it('comes back with all that was stored, bit for bit', async () => {
    const noted = await fill();
    const { later, opened } = await reopened();
    expect(opened.facts).toEqual(factsOf('p', ['a', 'b']));
    expect(opened.images).toEqual([imageOf('a'), imageOf('b')]);
    expect(opened.missingImageIds).toEqual([]);
    const source = await later.readSource({ projectId: 'p', imageId: 'a' });
    if (source.kind !== 'file') throw new Error('No file.');
    expect(new Uint8Array(await source.file.arrayBuffer())).toEqual(Uint8Array.of(1, 2, 3, 4, 5));
    expect(source.file.type).toBe('image/tiff');
    expect(await later.readSource({ projectId: 'p', imageId: 'b' })).toEqual({
      kind: 'planes',
      image: picture,
    });
    expect(await later.readMap(PAGE)).toEqual(map);
    expect(snapshotOf((await restored()).annotation)).toEqual(snapshotOf(noted.session.annotation));
    expect(await later.readAnnotation({ ...PAGE, imageId: 'b' })).toBeNull();
    await expect(later.readMap({ ...PAGE, pageIndex: 1 })).rejects.toMatchObject({
      code: 'not-found',
    });
  });

  it('opens without an image that was taken off, and frees its files', async () => {
    await fill();
    await apply({ facts: factsOf('p', ['b']), removedImageIds: ['a'] });
    const { later, opened } = await reopened();
    expect(opened.images).toEqual([imageOf('b')]);
    expect(await later.readAnnotation(PAGE)).toBeNull();
    expect(await backend.files.names()).toHaveLength(1);
  });

  it('lists an image as missing until its pixels are there', async () => {
    await apply({ facts: factsOf('p', ['a']), images: [imageOf('a')] });
    const { later, opened } = await reopened();
    expect(opened.missingImageIds).toEqual(['a']);
    await expect(later.readSource({ projectId: 'p', imageId: 'a' })).rejects.toMatchObject({
      code: 'not-found',
    });
  });

  it('replaces maps and pixels without leaving the former files', async () => {
    await fill();
    const former = await backend.files.names();
    const next = { ...map, data: Uint16Array.of(7, 7, 7, 7, 7, 7) };
    await apply({ maps: [{ imageId: 'a', pageIndex: 0, map: next }] });
    await apply({ sources: [{ imageId: 'a', source: { kind: 'planes', image: picture } }] });
    expect(await store.readMap(PAGE)).toEqual(next);
    expect(await store.readSource({ projectId: 'p', imageId: 'a' })).toMatchObject({
      kind: 'planes',
    });
    expect(await backend.files.names()).toHaveLength(former.length);
  });

  it('is written by one store only: the one that opened it last', async () => {
    await fill();
    await reopened();
    const waiting = store.waitUntilWanted({ projectId: 'p' });
    await expect(apply({ facts: factsOf('p', []) })).rejects.toMatchObject({ code: 'not-held' });
    expect(await waiting).toBe('lost');
    expect((await reopened()).opened.images).toHaveLength(2);
  });
});

describe('storage without room for the rows', () => {
  it('leaves all as it was, and takes the same change once there is room', async () => {
    const noted = await fill();
    const names = await backend.files.names();
    let isFull = true;
    const { commit } = backend.facts;
    const tight: StorageBackend = {
      ...backend,
      facts: {
        ...backend.facts,
        commit: (changes) =>
          isFull && changes.put?.annotationMarks
            ? Promise.reject(new DOMException('No room.', 'QuotaExceededError'))
            : commit(changes),
      },
    };
    store = new ProjectStore(Promise.resolve(tight));
    await store.open({ projectId: 'p', takeOver: false });
    const change = {
      annotations: [noted.do(dotAt(20, 20)).change('a')],
      maps: [{ imageId: 'b', pageIndex: 0, map }],
    };
    await expect(apply(change)).rejects.toMatchObject({ code: 'storage-full' });
    expect(await backend.files.names()).toEqual(names);
    expect(undoAll(await restored())).toBe(1);
    isFull = false;
    await apply(change);
    expect(undoAll(await restored())).toBe(2);
    expect(await store.readMap({ ...PAGE, imageId: 'b' })).toEqual(map);
  });
});

describe('the list of projects', () => {
  it('shows the last changed first, with what its files take', async () => {
    await store.create({ facts: factsOf('q') });
    await fill();
    const [first, second] = await store.list();
    expect(first).toMatchObject({ id: 'p', imageCount: 2, isHeldElsewhere: false });
    expect(first?.byteLength).toBeGreaterThan(5);
    expect(second).toMatchObject({ id: 'q', imageCount: 0, byteLength: 0 });
    expect(first?.changedAt.localeCompare(second?.changedAt ?? '')).toBeGreaterThanOrEqual(0);
  });

  it('takes a new title, and refuses an empty one', async () => {
    expect(await store.rename({ projectId: 'p', title: ' Cells ' })).toMatchObject({
      title: 'Cells',
    });
    expect((await reopened()).opened.facts.title).toBe('Cells');
    await expect(store.rename({ projectId: 'p', title: ' ' })).rejects.toMatchObject({
      code: 'invalid-argument',
    });
  });

  it('brings a removed project back until it is forgotten', async () => {
    await fill();
    await store.remove({ projectId: 'p' });
    expect(await store.list()).toEqual([]);
    await expect(reopened()).rejects.toMatchObject({ code: 'not-found' });
    await store.restore({ projectId: 'p' });
    await store.forget({ projectId: 'p' });
    expect((await reopened()).opened.images).toHaveLength(2);

    await store.remove({ projectId: 'p' });
    await store.forget({ projectId: 'p' });
    await expect(store.restore({ projectId: 'p' })).rejects.toMatchObject({ code: 'not-found' });
    expect(await backend.files.names()).toEqual([]);
    expect(await backend.facts.all('annotationSteps')).toEqual([]);
  });

  it('copies a project with its history; the copy stays when the original goes', async () => {
    const noted = await fill();
    const { id } = await store.duplicate({ projectId: 'p', title: 'Copy' });
    await store.remove({ projectId: 'p' });
    await store.forget({ projectId: 'p' });
    const opened = await store.open({ projectId: id, takeOver: false });
    expect(opened.facts).toMatchObject({ id, title: 'Copy', imageIds: ['a', 'b'] });
    expect(opened.missingImageIds).toEqual([]);
    const page = { ...PAGE, projectId: id };
    expect(await store.readMap(page)).toEqual(map);
    const stored = await store.readAnnotation(page);
    if (!stored) throw new Error('There is no annotation.');
    const session = AnnotationSession.restore(stored);
    expect(snapshotOf(session.annotation)).toEqual(snapshotOf(noted.session.annotation));
    expect(undoAll(session)).toBe(1);
  });
});

describe('a sweep', () => {
  it('removes what belongs to no project, and nothing else', async () => {
    await fill();
    const used = await backend.files.names();
    await store.create({ facts: factsOf('q', ['a']) });
    await apply(
      {
        images: [imageOf('a')],
        sources: [{ imageId: 'a', source: { kind: 'file', file } }],
      },
      'q',
    );
    await store.remove({ projectId: 'q' });
    await backend.files.write('half-written', [new Uint8Array(5)]);
    await sweepStorage(backend);
    expect(new Set(await backend.files.names())).toEqual(new Set(used));
    expect((await reopened()).opened.missingImageIds).toEqual([]);
    await expect(store.restore({ projectId: 'q' })).rejects.toMatchObject({ code: 'not-found' });
  });

  it('removes images that were taken off the list and not brought back', async () => {
    await fill();
    await apply({ facts: factsOf('p', ['b']) });
    await sweepStorage(backend);
    expect(await backend.files.names()).toHaveLength(1);
    expect((await reopened()).opened.images).toEqual([imageOf('b')]);
  });
});
