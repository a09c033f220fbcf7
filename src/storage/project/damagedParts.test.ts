import { beforeEach, describe, expect, it } from 'vitest';
import { memoryStorage } from '#storage/backend/memoryStorage.ts';
import type { StorageBackend } from '#storage/backend/storageBackend.ts';
import { ProjectStore } from '#storage/project/projectStore.ts';
import { dotAt, factsOf, imageOf, NotedSession, picture } from '#storage/testing/projectSamples.ts';

const PAGE = { projectId: 'p', imageId: 'a', pageIndex: 0 };
const map = { width: 3, height: 2, data: Uint16Array.of(0, 1, 2, 3, 65_535, 5) };

let backend: StorageBackend;
let store: ProjectStore;
let noted: NotedSession;

beforeEach(async () => {
  backend = memoryStorage('A test.');
  store = new ProjectStore(Promise.resolve(backend));
  noted = new NotedSession().do(dotAt(5, 5));
  const facts = factsOf('p', ['a', 'b']);
  await store.create({ facts });
  const change = {
    facts,
    images: [imageOf('a'), imageOf('b')],
    sources: ['a', 'b'].map((imageId) => ({
      imageId,
      source: { kind: 'planes', image: picture } as const,
    })),
    maps: [{ ...PAGE, map }],
    annotations: [noted.change('a', true)],
  };
  await store.apply({ projectId: 'p', change });
});

/** Changes one byte of each file of a kind; `null` removes them. */
async function damage(kind: string, at: number | null): Promise<void> {
  for (const name of await backend.files.names()) {
    if (!name.startsWith(`project-${kind}-`)) continue;
    const bytes = new Uint8Array(await backend.files.read(name));
    if (at === null) await backend.files.remove(name);
    else {
      bytes[at] = (bytes[at] as number) ^ 1;
      await backend.files.write(name, [bytes]);
    }
  }
}

describe('a damaged part of a project', () => {
  it.each([15, null])('is refused alone, and the rest opens (byte %s)', async (at) => {
    await damage('map', at);
    const later = new ProjectStore(Promise.resolve(backend));
    const opened = await later.open({ projectId: 'p', takeOver: false });
    expect(opened.images).toHaveLength(2);
    await expect(later.readMap(PAGE)).rejects.toMatchObject({ code: 'corrupt-file' });
    expect(await later.readSource(PAGE)).toEqual({ kind: 'planes', image: picture });
    expect((await later.readAnnotation(PAGE))?.history.done).toEqual([1]);

    await damage('labels', at);
    await expect(later.readAnnotation(PAGE)).rejects.toMatchObject({ code: 'corrupt-file' });
    await damage('planes', at);
    await expect(later.readSource(PAGE)).rejects.toMatchObject({ code: 'corrupt-file' });
  });

  it('can be stored anew', async () => {
    for (const kind of ['map', 'labels', 'planes']) await damage(kind, null);
    await store.apply({
      projectId: 'p',
      change: {
        maps: [{ ...PAGE, map }],
        annotations: [noted.do(dotAt(20, 20)).change('a', true)],
        sources: [{ imageId: 'a', source: { kind: 'planes', image: picture } }],
      },
    });
    expect(await store.readMap(PAGE)).toEqual(map);
    expect((await store.readAnnotation(PAGE))?.history.done).toEqual([1, 2]);
    expect(await store.readSource(PAGE)).toEqual({ kind: 'planes', image: picture });
  });

  it('is not taken for whole in a copy of a file that was cut off', async () => {
    const file = new File(['all of it'], 'a.tif');
    const change = { sources: [{ imageId: 'a', source: { kind: 'file', file } as const }] };
    await store.apply({ projectId: 'p', change });
    for (const name of await backend.files.names()) {
      if (name.startsWith('project-image-')) await backend.files.write(name, [new Uint8Array(3)]);
    }
    const { id } = await store.duplicate({ projectId: 'p', title: 'Copy' });
    const copied = store.readSource({ ...PAGE, projectId: id });
    await expect(copied).rejects.toMatchObject({ code: 'corrupt-file' });
  });

  it('is damaged in a copy too, which is whole elsewhere', async () => {
    await damage('map', null);
    const { id } = await store.duplicate({ projectId: 'p', title: 'Copy' });
    const page = { ...PAGE, projectId: id };
    await expect(store.readMap(page)).rejects.toMatchObject({ code: 'corrupt-file' });
    expect(await store.readSource(page)).toEqual({ kind: 'planes', image: picture });
    expect((await store.readAnnotation(page))?.history.done).toEqual([1]);
  });
});

it('a connection that breaks after the commit was done leaves its files in place', async () => {
  const { facts } = backend;
  const breaking: StorageBackend = {
    ...backend,
    facts: {
      ...facts,
      commit: async (changes) => {
        await facts.commit(changes);
        if (changes.put?.projectMaps) throw new DOMException('The connection broke.', 'AbortError');
      },
    },
  };
  const later = new ProjectStore(Promise.resolve(breaking));
  await later.open({ projectId: 'p', takeOver: false });
  const newMap = { ...map, data: Uint16Array.of(9, 8, 7, 6, 5, 4) };
  const change = { maps: [{ ...PAGE, map: newMap }] };
  await expect(later.apply({ projectId: 'p', change })).rejects.toThrow('The connection broke.');
  expect(await store.readMap(PAGE)).toEqual(newMap);
});

it('a map that another tab replaces between row and file is read anew', async () => {
  const newMap = { ...map, data: Uint16Array.of(9, 8, 7, 6, 5, 4) };
  let isReplaced = false;
  const open = async (name: string) => {
    if (!isReplaced) {
      isReplaced = true;
      await store.apply({ projectId: 'p', change: { maps: [{ ...PAGE, map: newMap }] } });
    }
    return backend.files.open(name);
  };
  const files = { ...backend.files, open };
  const later = new ProjectStore(Promise.resolve({ ...backend, files }));
  expect(await later.readMap(PAGE)).toEqual(newMap);
});
