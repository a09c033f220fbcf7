import fc from 'fast-check';
import { expect, it } from 'vitest';
import { snapshotOf } from '#domain/annotation/annotation.ts';
import { AnnotationSession } from '#domain/annotation/annotationSession.ts';
import { memoryStorage } from '#storage/backend/memoryStorage.ts';
import type { StorageBackend } from '#storage/backend/storageBackend.ts';
import { ProjectStore } from '#storage/project/projectStore.ts';
import { sweepStorage } from '#storage/sweepStorage.ts';
import { dotAt, factsOf, NotedSession } from '#storage/testing/projectSamples.ts';
import { cutOffAfter } from '#storage/testing/storedSamples.ts';

const PAGE = { projectId: 'p', imageId: 'a', pageIndex: 0 };
/** Token, log, pixels, rows, former pixels: a crash comes before one of them, or after all. */
const MOST_WRITES = 5;
/** On a machine that has other things to do. */
const SLOW_MS = 60_000;

type Turn = 'dot' | 'undo' | 'redo' | 'base' | 'crash';
type Turns = readonly (readonly [Turn, number, number, number])[];

const turns: fc.Arbitrary<Turns> = fc.array(
  fc.tuple(
    fc.oneof(
      { weight: 5, arbitrary: fc.constant<Turn>('dot') },
      { weight: 7, arbitrary: fc.constantFrom<Turn>('undo', 'redo', 'base', 'crash') },
    ),
    fc.nat(30),
    fc.nat(25),
    fc.nat(MOST_WRITES),
  ),
  { maxLength: 30 },
);

async function openStore(backend: StorageBackend): Promise<ProjectStore> {
  const store = new ProjectStore(Promise.resolve(backend));
  await store.open({ projectId: 'p', takeOver: false });
  return store;
}

async function restoredFrom(store: ProjectStore): Promise<AnnotationSession> {
  const stored = await store.readAnnotation(PAGE);
  return stored ? AnnotationSession.restore(stored) : new NotedSession().session;
}

/** Stores a change in a page that dies after some writes; true when all of it was stored. */
async function dieStoring(
  backend: StorageBackend,
  noted: NotedSession,
  writes: number,
): Promise<boolean> {
  // Token and log; or token, pixels and rows when there was nothing yet.
  const writesUntilKept = (await backend.facts.all('annotations')).length > 0 ? 1 : 2;
  const { dying, cutOff } = cutOffAfter(backend, writes);
  const change = { annotations: [noted.change('a', true)] };
  const saving = openStore(dying).then((store) => store.apply({ projectId: 'p', change }));
  const isDone = await Promise.race([saving.then(() => true), cutOff.then(() => false)]);
  await sweepStorage(backend);
  return isDone || writes > writesUntilKept;
}

async function playAndDie(list: Turns): Promise<void> {
  const backend = memoryStorage('A test.');
  await new ProjectStore(Promise.resolve(backend)).create({ facts: factsOf('p', ['a']) });
  let store = await openStore(backend);
  let noted = new NotedSession();
  let kept = noted.session.base();
  for (const [turn, x, y, writes] of list) {
    if (turn === 'dot') noted.do(dotAt(x, y));
    else if (turn === 'undo' || turn === 'redo') noted.do(turn);
    if (turn === 'crash') {
      noted.do(dotAt(x, y));
      if (await dieStoring(backend, noted, writes)) kept = noted.session.base();
      store = await openStore(backend);
      noted = new NotedSession(await restoredFrom(store));
    } else {
      const change = noted.change('a', turn === 'base');
      await store.apply({ projectId: 'p', change: { annotations: [change] } });
      kept = noted.session.base();
    }
    expect((await restoredFrom(store)).base()).toEqual(kept);
  }
  const session = await restoredFrom(store);
  expect(snapshotOf(session.annotation)).toEqual(snapshotOf(noted.session.annotation));
  expect(session.state()).toEqual(noted.session.state());
  const { length } = await backend.files.names();
  expect(length).toBeLessThanOrEqual(1);
}

it(
  'is after any crash as it was when its last change was stored, history included',
  () => fc.assert(fc.asyncProperty(turns, playAndDie), { numRuns: 150 }),
  SLOW_MS,
);
