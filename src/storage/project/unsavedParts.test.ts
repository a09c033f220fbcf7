import { describe, expect, it } from 'vitest';
import { snapshotOf } from '#domain/annotation/annotation.ts';
import { AnnotationSession } from '#domain/annotation/annotationSession.ts';
import type { ProjectParts } from '#domain/project/projectParts.ts';
import { AppError } from '#lib/errors.ts';
import { memoryStorage } from '#storage/backend/memoryStorage.ts';
import type { ProjectChange } from '#storage/project/projectChange.ts';
import { ProjectStore } from '#storage/project/projectStore.ts';
import { noParts, withUnsaved } from '#storage/project/unsavedParts.ts';
import {
  dotAt,
  factsOf,
  imageOf,
  NotedSession,
  picture,
  SIZE,
} from '#storage/testing/projectSamples.ts';

const map = { ...SIZE, data: new Uint16Array(SIZE.width * SIZE.height).fill(7) };
const prediction = {
  pageIndex: 0,
  modelId: 'nuclei',
  settings: {} as never,
  regions: null,
  deletions: [],
  isUnsaved: true,
  mapId: 'm',
  summary: null,
};

/** Two changes of a project: the second adds to, replaces and removes what the first has brought. */
function twoChanges(): readonly [ProjectChange, ProjectChange] {
  const kept = new NotedSession().do(dotAt(5, 5)).do(dotAt(15, 5));
  const removed = new NotedSession().do(dotAt(9, 9));
  const first: ProjectChange = {
    facts: factsOf('p', ['a', 'b', 'c']),
    images: [imageOf('a'), imageOf('b'), imageOf('c')],
    sources: [{ imageId: 'a', source: { kind: 'planes', image: picture } }],
    annotations: [kept.change('a'), removed.change('b')],
  };
  const second: ProjectChange = {
    facts: { ...factsOf('p', ['d', 'a', 'b']), title: 'Later', currentImageId: 'd' },
    images: [{ ...imageOf('a'), predictions: [prediction] }, imageOf('d')],
    sources: [{ imageId: 'd', source: { kind: 'file', file: new Blob(['pixels']) } }],
    maps: [{ imageId: 'a', pageIndex: 0, map }],
    annotations: [
      kept.do('undo').do(dotAt(25, 5)).change('a'),
      new NotedSession().do(dotAt(3, 3)).change('d'),
    ],
    removedAnnotations: [{ imageId: 'b', pageIndex: 0 }],
    removedImageIds: ['c'],
  };
  return [first, second];
}

async function partsAfter(...changes: readonly ProjectChange[]): Promise<ProjectParts> {
  const store = new ProjectStore(Promise.resolve(memoryStorage('A test.')));
  await store.create({ facts: factsOf('p') });
  for (const change of changes) await store.apply({ projectId: 'p', change });
  return store.parts({ projectId: 'p' });
}

/** Everything that goes into a file. */
async function contentsOf(parts: ProjectParts) {
  const pages = [...parts.annotatedPages].flatMap(([imageId, indices]) =>
    indices.map((pageIndex) => ({ imageId, pageIndex })),
  );
  return {
    facts: parts.facts,
    images: parts.images,
    annotations: await Promise.all(
      pages.map(async ({ imageId, pageIndex }) => ({
        imageId,
        ...(await parts.readAnnotation(imageId, pageIndex)),
      })),
    ).then((all) => all.toSorted((a, b) => a.imageId.localeCompare(b.imageId))),
    map: await parts.readMap('a', 0).catch(() => null),
    planes: await parts.readSource('a'),
    file: await parts
      .readSource('d')
      .then((source) => source && 'file' in source && source.file.size),
  };
}

describe('withUnsaved', () => {
  it('gives what storage would hold had it taken the change', async () => {
    const [first, second] = twoChanges();
    const stored = await contentsOf(await partsAfter(first, second));
    const unsaved = await contentsOf(withUnsaved(await partsAfter(first), second));
    expect(unsaved).toEqual(stored);
    expect(unsaved.map).toEqual(map);
    expect(unsaved.file).toBe(6);
  });

  it('needs nothing of a damaged annotation whose pixels come anew', async () => {
    const [first] = twoChanges();
    const parts = await partsAfter(first);
    const damaged = () => Promise.reject(new AppError('corrupt-file', 'It is damaged.'));
    const noted = new NotedSession().do(dotAt(5, 5)).do(dotAt(15, 5));
    noted.change('a');
    const annotations = [noted.do(dotAt(25, 5)).change('a', true)];
    const unsaved = withUnsaved({ ...parts, readAnnotation: damaged }, { annotations });
    const found = AnnotationSession.restore(await unsaved.readAnnotation('a', 0));
    expect(snapshotOf(found.annotation)).toEqual(snapshotOf(noted.session.annotation));
    const strokes = [noted.do(dotAt(30, 20)).change('a')];
    const without = withUnsaved({ ...parts, readAnnotation: damaged }, { annotations: strokes });
    await expect(without.readAnnotation('a', 0)).rejects.toMatchObject({ code: 'corrupt-file' });
  });

  it('keeps the history of a new annotation whose pixels come with it', async () => {
    const noted = new NotedSession().do(dotAt(5, 5)).do(dotAt(15, 5));
    const change = { ...twoChanges()[0], annotations: [noted.change('a', true)] };
    const unsaved = withUnsaved(noParts(factsOf('p')), change);
    expect((await unsaved.readAnnotation('a', 0)).history.done).toEqual([1, 2]);
  });

  it('gives a project of which nothing was ever stored', async () => {
    const [first] = twoChanges();
    const stored = await contentsOf(await partsAfter(first));
    expect(await contentsOf(withUnsaved(noParts(factsOf('p')), first))).toEqual(stored);
  });
});
