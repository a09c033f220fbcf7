import { beforeEach, describe, expect, it } from 'vitest';
import { openDatabase } from '#storage/backend/database.ts';
import { openStorage } from '#storage/backend/openStorage.ts';
import { createCheckpointStore } from '#storage/createCheckpointStore.ts';
import { ModelStore } from '#storage/modelStore.ts';
import { ProjectStore } from '#storage/project/projectStore.ts';
import { factsOf } from '#storage/testing/projectSamples.ts';
import {
  cardOf,
  checkpointAt,
  openReal,
  runOf,
  weightsOf,
} from '#storage/testing/storedSamples.ts';

let name = '';

beforeEach(() => {
  name = `test-${crypto.randomUUID()}`;
});

/** A database as version 1 of the page made it, with these rows. */
function makeVersion1(rows: Readonly<Record<'models' | 'checkpoints', readonly object[]>>) {
  return new Promise<void>((resolve, reject) => {
    const request = indexedDB.open(name, 1);
    request.onerror = () => reject(request.error);
    request.onupgradeneeded = () => {
      for (const [table, list] of Object.entries(rows)) {
        const store = request.result.createObjectStore(table, { keyPath: 'id' });
        for (const row of list) store.put(row);
      }
    };
    request.onsuccess = () => {
      request.result.close();
      resolve();
    };
  });
}

/** A row as version 1 of the page wrote it, with its file in storage already. */
async function modelRow() {
  const folder = await (await navigator.storage.getDirectory()).getDirectoryHandle(name, {
    create: true,
  });
  const handle = await folder.getFileHandle('model-kept-cells-0000001.weights', { create: true });
  const stream = await handle.createWritable();
  await stream.write(weightsOf(1));
  await stream.close();
  return {
    id: 'kept-cells-0000001',
    card: { ...cardOf('Cells'), id: 'kept-cells-0000001' },
    weights: { name: handle.name, byteLength: weightsOf(1).byteLength },
    keptAt: '2026-01-02T03:04:05.000Z',
    removedAt: null,
  };
}

describe('a database of version 1', () => {
  it('keeps its models and its unfinished training, and takes projects', async () => {
    const checkpoints = createCheckpointStore(openReal(`${name}-made`));
    await checkpoints.begin(runOf('run'));
    await checkpoints.save('run', checkpointAt(40, null));
    const made = await (await openReal(`${name}-made`)).facts.all('checkpoints');
    await makeVersion1({ models: [await modelRow()], checkpoints: made });

    const backend = await openReal(name);
    const models = new ModelStore(Promise.resolve(backend));
    expect((await models.list()).map(({ title }) => title)).toEqual(['Cells']);
    expect((await models.read('kept-cells-0000001')).weights).toEqual(weightsOf(1));
    expect(await backend.facts.all('checkpoints')).toEqual(made);
    const projects = new ProjectStore(Promise.resolve(backend));
    expect(await projects.list()).toEqual([]);
    await projects.create({ facts: factsOf('p') });
    expect(await projects.list()).toMatchObject([{ id: 'p' }]);
  });
});

describe('a database', () => {
  it('changes nothing when its guard refuses', async () => {
    const facts = await openDatabase(name);
    await facts.commit({ put: { projectOwners: [{ id: 'p', owner: 'me', changedAt: '' }] } });
    const refused = facts.commit({
      put: { projects: [{ id: 'p', facts: factsOf('p'), removedAt: null }] },
      remove: { projectOwners: ['p'] },
      guard: {
        table: 'projectOwners',
        id: 'p',
        check: (row) => {
          throw new Error(`owned by ${row?.owner}`);
        },
      },
    });
    await expect(refused).rejects.toThrow('owned by me');
    expect(await facts.all('projects')).toEqual([]);
    expect(await facts.get('projectOwners', 'p')).toMatchObject({ owner: 'me' });
  });

  it('says so when a newer version of the page has taken it over', async () => {
    const facts = await openDatabase(name);
    const newer = indexedDB.open(name, 1000);
    await new Promise((resolve) => {
      newer.onsuccess = resolve;
    });
    await expect(facts.all('models')).rejects.toMatchObject({ code: 'too-new' });
    await expect(facts.commit({ remove: { models: ['x'] } })).rejects.toMatchObject({
      code: 'too-new',
      message: expect.stringMatching(/[Rr]eload/),
    });
    newer.result.close();
  });
});

it('storage of a newer version of the page is left alone, and the reason told', async () => {
  const newer = indexedDB.open(name, 1000);
  await new Promise((resolve) => {
    newer.onsuccess = resolve;
  });
  newer.result.close();
  const { status } = await openStorage(name);
  expect(status).toMatchObject({ kind: 'memory', reason: expect.stringMatching(/newer version/) });
});
