import { beforeEach, describe, expect, it } from 'vitest';
import { snapshotOf } from '#domain/annotation/annotation.ts';
import { AnnotationSession } from '#domain/annotation/annotationSession.ts';
import { memoryStorage } from '#storage/backend/memoryStorage.ts';
import type { ProjectChange } from '#storage/project/projectChange.ts';
import { ProjectStore } from '#storage/project/projectStore.ts';
import { dotAt, factsOf, imageOf, NotedSession, undoAll } from '#storage/testing/projectSamples.ts';

const PAGE = { projectId: 'p', imageId: 'a', pageIndex: 0 };

let store: ProjectStore;
const apply = (change: ProjectChange) => store.apply({ projectId: 'p', change });

/** A project of one image with one dot. */
async function fill(): Promise<NotedSession> {
  const noted = new NotedSession().do(dotAt(5, 5));
  await apply({
    facts: factsOf('p', ['a']),
    images: [imageOf('a')],
    annotations: [noted.change('a')],
  });
  return noted;
}

/** The annotation as a page that is opened later gets it. */
async function restored(): Promise<AnnotationSession> {
  const stored = await store.readAnnotation(PAGE);
  if (!stored) throw new Error('There is no annotation.');
  return AnnotationSession.restore(stored);
}

beforeEach(async () => {
  store = new ProjectStore(Promise.resolve(memoryStorage('A test.')));
  await store.create({ facts: factsOf('p') });
});

describe('the log of an annotation', () => {
  it('keeps the whole history across a new base', async () => {
    const noted = await fill();
    for (let i = 0; i < 6; i++)
      await apply({ annotations: [noted.do(dotAt(8 + 4 * i, 9)).change('a')] });
    await apply({ annotations: [noted.do('undo').do('undo').change('a', true)] });
    await apply({ annotations: [noted.do('redo').change('a')] });
    const session = await restored();
    expect(snapshotOf(session.annotation)).toEqual(snapshotOf(noted.session.annotation));
    expect(session.redo().entry).not.toBeNull();
    expect(undoAll(session)).toBe(7);
    expect(session.annotation.objects.size).toBe(0);
  });

  it('lets go of entries that a base holds, and of steps that nothing comes back to', async () => {
    const noted = await fill();
    for (let i = 0; i < 6; i++) noted.do(dotAt(8 + 4 * i, 9)).do('undo');
    await apply({ annotations: [noted.change('a', true)] });
    const stored = await store.readAnnotation(PAGE);
    expect(stored?.log).toEqual([]);
    // The first dot, and the last of those that were undone.
    expect(stored?.history).toEqual({ done: [1], undone: [7], droppedSteps: 0 });
    await apply({ annotations: [noted.change('a', true)] });
    expect([...((await store.readAnnotation(PAGE))?.steps.keys() ?? [])]).toEqual([1, 7]);
  });

  it('takes a change that is sent twice once', async () => {
    const noted = await fill();
    const change = noted.do(dotAt(20, 20)).change('a');
    await apply({ annotations: [change] });
    await apply({ annotations: [change] });
    expect(undoAll(await restored())).toBe(2);
  });

  it('refuses a change that comes before another, and stores nothing of it', async () => {
    const noted = await fill();
    noted.do(dotAt(20, 20)).change('a');
    const late = noted.do(dotAt(25, 20)).change('a');
    const facts = { ...factsOf('p', ['a']), title: 'New' };
    await expect(apply({ facts, annotations: [late] })).rejects.toMatchObject({
      code: 'invalid-argument',
    });
    expect(undoAll(await restored())).toBe(1);
    const opened = await store.open({ projectId: 'p', takeOver: false });
    expect(opened.facts.title).toBe('Project p');
  });

  it('begins anew once the annotation was removed', async () => {
    await fill();
    const noted = new NotedSession().do(dotAt(30, 20));
    await apply({
      removedAnnotations: [{ imageId: 'a', pageIndex: 0 }],
      annotations: [noted.change('a')],
    });
    expect(snapshotOf((await restored()).annotation)).toEqual(snapshotOf(noted.session.annotation));
    await apply({ removedAnnotations: [{ imageId: 'a', pageIndex: 0 }] });
    expect(await store.readAnnotation(PAGE)).toBeNull();
  });
});
