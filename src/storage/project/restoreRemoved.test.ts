import { expect, it } from 'vitest';
import { memoryStorage } from '#storage/backend/memoryStorage.ts';
import type { StorageBackend } from '#storage/backend/storageBackend.ts';
import { ProjectStore } from '#storage/project/projectStore.ts';
import { factsOf } from '#storage/testing/projectSamples.ts';

it('a removed project that is brought back while another page begins is whole or gone', async () => {
  const backend = memoryStorage('A test.');
  let isLocked = false;
  const reads: boolean[] = [];
  const guarded: StorageBackend = {
    ...backend,
    facts: {
      ...backend.facts,
      get: (table, id) => {
        if (table === 'projects') reads.push(isLocked);
        return backend.facts.get(table, id);
      },
    },
    locks: {
      ...backend.locks,
      whileWriting: async (work) => {
        isLocked = true;
        return work().finally(() => {
          isLocked = false;
        });
      },
    },
  };
  const store = new ProjectStore(Promise.resolve(guarded));
  await store.create({ facts: factsOf('p') });
  await store.remove({ projectId: 'p' });
  reads.length = 0;
  await store.restore({ projectId: 'p' });
  // No sweep comes between what is read first and what is stored.
  expect(reads[0]).toBe(true);
});
