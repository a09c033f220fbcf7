import { beforeEach, describe, expect, it } from 'vitest';
import { AnnotationSession } from '#domain/annotation/annotationSession.ts';
import type { StorageBackend } from '#storage/backend/storageBackend.ts';
import type { ProjectChange } from '#storage/project/projectChange.ts';
import { ProjectStore } from '#storage/project/projectStore.ts';
import { sweepStorage } from '#storage/sweepStorage.ts';
import { dotAt, factsOf, imageOf, NotedSession, picture } from '#storage/testing/projectSamples.ts';
import { cutOffAfter, openReal } from '#storage/testing/storedSamples.ts';

const PAGE = { projectId: 'p', imageId: 'a', pageIndex: 0 };
const mapOf = (level: number) => ({ width: 3, height: 2, data: new Uint16Array(6).fill(level) });

let name = '';
let backend: StorageBackend;
const storeOf = (opened: StorageBackend) => new ProjectStore(Promise.resolve(opened));

/** The tab ends: its locks go. */
async function endTab(): Promise<void> {
  backend.locks.release('project-p');
  const later = await openReal(name);
  await expect.poll(() => later.locks.claimedElsewhere()).not.toContain('project-p');
}

/** What a page that is opened later finds, after it has swept. */
async function laterPage() {
  await endTab();
  const reopened = await openReal(name);
  await sweepStorage(reopened);
  const store = storeOf(reopened);
  const project = await store.open({ projectId: 'p', takeOver: false });
  reopened.locks.release('project-p');
  return { store, project, reopened };
}

/** Changes everything, in a tab that dies after that many writes. */
async function afterCrash(writes: number) {
  const noted = new NotedSession().do(dotAt(5, 5)).do(dotAt(15, 5));
  const change: ProjectChange = {
    facts: { ...factsOf('p', ['a', 'b']), title: 'New' },
    images: [imageOf('a'), imageOf('b')],
    sources: [{ imageId: 'b', source: { kind: 'file', file: new Blob(['pixels']) } }],
    maps: [{ ...PAGE, map: mapOf(2) }],
    annotations: [noted.change('a', true)],
  };
  // The first write is the token of this tab.
  const { dying, cutOff } = cutOffAfter(backend, writes + 1);
  const store = storeOf(dying);
  await store.open({ projectId: 'p', takeOver: false });
  await Promise.race([store.apply({ projectId: 'p', change }), cutOff]);
  return laterPage();
}

beforeEach(async () => {
  name = `test-${crypto.randomUUID()}`;
  backend = await openReal(name);
  const store = storeOf(backend);
  await store.create({ facts: factsOf('p', ['a']) });
  const source = { kind: 'planes', image: picture } as const;
  await store.apply({
    projectId: 'p',
    change: {
      images: [imageOf('a')],
      sources: [{ imageId: 'a', source }],
      maps: [{ ...PAGE, map: mapOf(1) }],
    },
  });
  await store.close({ projectId: 'p' });
});

describe('a tab that dies while it stores', () => {
  it.each([0, 1, 2])('after %i writes leaves the project as it was', async (writes) => {
    const { project, store, reopened } = await afterCrash(writes);
    expect(project.facts).toEqual(factsOf('p', ['a']));
    expect(project.images).toEqual([imageOf('a')]);
    expect(await store.readMap(PAGE)).toEqual(mapOf(1));
    expect(await store.readAnnotation(PAGE)).toBeNull();
    expect(await reopened.files.names()).toHaveLength(2);
  });

  // After two files and all rows come the former map, the pixels of the new image, and their row.
  it.each([3, 4, 5, 6, 7])('after %i writes leaves it as it was to be', async (writes) => {
    const { project, store, reopened } = await afterCrash(writes);
    expect(project.facts.title).toBe('New');
    expect(project.images).toEqual([imageOf('a'), imageOf('b')]);
    expect(await store.readMap(PAGE)).toEqual(mapOf(2));
    const stored = await store.readAnnotation(PAGE);
    if (!stored) throw new Error('There is no annotation.');
    expect(stored.history.done).toEqual([1, 2]);
    expect(AnnotationSession.restore(stored).annotation.objects.size).toBe(2);
    expect(project.missingImageIds).toEqual(writes < 6 ? ['b'] : []);
    expect(await reopened.files.names()).toHaveLength(writes < 6 ? 3 : 4);
  });
});

describe('a page that starts beside another', () => {
  it('sweeps nothing of a project that is open there, and what it left once it is closed', async () => {
    const store = storeOf(backend);
    await store.open({ projectId: 'p', takeOver: false });
    // Taken off the list, and not yet for good.
    await store.apply({ projectId: 'p', change: { facts: factsOf('p') } });
    const page = await openReal(name);
    await sweepStorage(page);
    expect(await page.files.names()).toHaveLength(2);
    await store.apply({ projectId: 'p', change: { facts: factsOf('p', ['a']) } });
    expect(await store.readMap(PAGE)).toEqual(mapOf(1));

    await store.apply({ projectId: 'p', change: { facts: factsOf('p') } });
    await endTab();
    await sweepStorage(page);
    expect(await page.files.names()).toEqual([]);
  });

  it('leaves a file alone that the other is writing', async () => {
    const store = storeOf(backend);
    await store.open({ projectId: 'p', takeOver: false });
    const page = await openReal(name);
    let end = (): void => undefined;
    const file = new Response(
      new ReadableStream({
        start: (controller) => {
          end = () => controller.close();
        },
      }),
    );
    const { files } = backend;
    const writing = backend.locks.whileWriting(() =>
      files.writeStream('slow', file.body as ReadableStream<Uint8Array<ArrayBuffer>>),
    );
    await expect.poll(() => page.files.names()).toContain('slow');
    await sweepStorage(page);
    end();
    await writing;
    expect(await page.files.names()).toContain('slow');
  });
});
