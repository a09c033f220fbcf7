import { beforeEach, describe, expect, it } from 'vitest';
import { AnnotationSession } from '#domain/annotation/annotationSession.ts';
import { memoryStorage } from '#storage/backend/memoryStorage.ts';
import type { ProjectChange } from '#storage/project/projectChange.ts';
import { ProjectStore } from '#storage/project/projectStore.ts';
import {
  dotAt,
  factsOf,
  imageOf,
  NotedSession,
  picture,
  undoAll,
} from '#storage/testing/projectSamples.ts';
import { Gate } from '#testing/gate.ts';

const PAGE = { projectId: 'p', imageId: 'a', pageIndex: 0 };
const source = { imageId: 'a', source: { kind: 'planes', image: picture } } as const;

/** A disk that writes a file only when it is told to. */
let disk: Gate;
let store: ProjectStore;
let noted: NotedSession;
const apply = (change: ProjectChange) => store.apply({ projectId: 'p', change });
const stroke = (x: number) => ({ annotations: [noted.do(dotAt(x, 20)).change('a')] });

beforeEach(async () => {
  disk = new Gate();
  const backend = memoryStorage('A test.');
  const { files } = backend;
  const writeStream: typeof files.writeStream = async (name, bytes) => {
    await disk.pass();
    return files.writeStream(name, bytes);
  };
  store = new ProjectStore(Promise.resolve({ ...backend, files: { ...files, writeStream } }));
  noted = new NotedSession();
  const facts = factsOf('p', ['a']);
  await store.create({ facts });
  await apply({ facts, images: [imageOf('a')], ...stroke(5) });
  disk.isClosed = true;
});

async function strokeCount(): Promise<number> {
  const stored = await store.readAnnotation(PAGE);
  return stored ? undoAll(AnnotationSession.restore(stored)) : 0;
}

describe('a stroke is stored at once', () => {
  it('while the pixels of an image are copied', async () => {
    const copying = apply({ sources: [source] });
    await apply(stroke(10));
    expect(await strokeCount()).toBe(2);
    await expect.poll(() => disk.waiting).toHaveLength(1);
    disk.release();
    await copying;
    expect(await store.readSource(PAGE)).toEqual(source.source);
  });

  it('while a prediction of the image is stored', async () => {
    const map = { width: 1, height: 1, data: Uint16Array.of(7) };
    const storing = apply({ images: [imageOf('a')], maps: [{ ...PAGE, map }] });
    await apply(stroke(10));
    expect(await strokeCount()).toBe(2);
    await expect.poll(() => disk.waiting).toHaveLength(1);
    disk.release();
    await storing;
    expect(await store.readMap(PAGE)).toEqual(map);
  });

  it('while the pixels of its annotation are packed, which then take the place of the log', async () => {
    const packing = apply({ annotations: [noted.do(dotAt(10, 20)).change('a', true)] });
    await apply(stroke(15));
    expect(await strokeCount()).toBe(3);
    await expect.poll(() => disk.waiting).toHaveLength(1);
    disk.release();
    await packing;
    expect((await store.readAnnotation(PAGE))?.log).toHaveLength(1);
    expect(await strokeCount()).toBe(3);
  });
});

describe('what belongs to an earlier state', () => {
  it('is left when the annotation was removed meanwhile', async () => {
    const packing = apply({ annotations: [noted.do(dotAt(10, 20)).change('a', true)] });
    await expect.poll(() => disk.waiting).toHaveLength(1);
    noted = new NotedSession();
    await apply({ removedAnnotations: [PAGE], ...stroke(3) });
    for (const x of [9, 15, 21]) await apply(stroke(x));
    disk.release();
    await packing;
    expect(await strokeCount()).toBe(4);
    expect((await store.readAnnotation(PAGE))?.base.labels).toBeNull();
  });

  it('is told when the image was removed while it was copied', async () => {
    const copying = apply({ sources: [source] });
    await expect.poll(() => disk.waiting).toHaveLength(1);
    await apply({ facts: factsOf('p'), removedImageIds: ['a'] });
    disk.release();
    await expect(copying).rejects.toMatchObject({ code: 'not-found' });
  });

  it('keeps its order: of two predictions the later stays', async () => {
    const first = { width: 1, height: 1, data: Uint16Array.of(1) };
    const second = { width: 1, height: 1, data: Uint16Array.of(2) };
    const storing = [first, second].map((map) => apply({ maps: [{ ...PAGE, map }] }));
    await expect.poll(() => disk.waiting).toHaveLength(1);
    disk.release();
    await expect.poll(() => disk.waiting).toHaveLength(1);
    disk.release();
    await Promise.all(storing);
    expect(await store.readMap(PAGE)).toEqual(second);
  });

  it('of another annotation is never taken for one that is stored', async () => {
    const other = new NotedSession();
    other.do(dotAt(3, 3)).do('undo').do(dotAt(9, 9));
    await apply(stroke(10));
    await expect(apply({ annotations: [other.change('a')] })).rejects.toMatchObject({
      code: 'invalid-argument',
    });
    expect(await strokeCount()).toBe(2);
  });
});
