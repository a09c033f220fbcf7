import { beforeEach, describe, expect, it } from 'vitest';
import { memoryStorage } from '#storage/backend/memoryStorage.ts';
import type { StorageBackend } from '#storage/backend/storageBackend.ts';
import { createCheckpointStore } from '#storage/createCheckpointStore.ts';
import { sweepStorage } from '#storage/sweepStorage.ts';
import { checkpointAt, cutOffAfter, openReal, runOf } from '#storage/testing/storedSamples.ts';

let backend: StorageBackend;
let name = '';
const storeOf = (opened: StorageBackend) => createCheckpointStore(Promise.resolve(opened));

beforeEach(async () => {
  name = `test-${crypto.randomUUID()}`;
  backend = await openReal(name);
});

/** Ends the tab: its locks go. */
async function endTab(runId: string): Promise<void> {
  backend.locks.release(runId);
  const later = await openReal(name);
  await expect.poll(() => later.locks.claimedElsewhere()).not.toContain(runId);
}

describe('checkpoints of a training', () => {
  it.each(['lasting', 'memory'] as const)('give back all that was stored (%s)', async (kind) => {
    const opened = kind === 'lasting' ? backend : memoryStorage('A test.');
    const store = storeOf(opened);
    expect(await store.find()).toBeNull();
    await store.begin(runOf('run'));
    await store.save('run', checkpointAt(40, null));
    await store.save('run', checkpointAt(80, 60));
    await store.save('run', checkpointAt(120, 60));
    await endTab('run');

    const later = storeOf(kind === 'lasting' ? await openReal(name) : opened);
    expect(await later.find()).toMatchObject({
      runId: 'run',
      imageNames: ['a.tif', 'b.tif'],
      iteration: 120,
      iterations: 500,
      startedFrom: 'nuclei',
    });
    const stored = await later.load('run');
    expect(stored.run).toEqual(runOf('run'));
    expect(stored.checkpoint).toEqual(checkpointAt(120, 60));
    // Two images, the start weights, the state and the best weights.
    expect(await opened.files.names()).toHaveLength(2 * 2 + 1 + 1 + 1);
    await later.discard('run');
    expect(await later.find()).toBeNull();
    expect(await opened.files.names()).toEqual([]);
  });

  it('are offered from the start, before anything was trained', async () => {
    await storeOf(backend).begin(runOf('run'));
    await endTab('run');
    const later = storeOf(await openReal(name));
    expect(await later.find()).toMatchObject({ runId: 'run', iteration: 0 });
    expect((await later.load('run')).checkpoint).toBeNull();
  });

  it('of a run that another tab trains are neither offered, loaded nor discarded', async () => {
    await storeOf(backend).begin(runOf('run'));
    const otherBackend = await openReal(name);
    const other = storeOf(otherBackend);
    expect(await other.find()).toBeNull();
    await expect(other.load('run')).rejects.toMatchObject({ code: 'not-found' });
    await other.begin(runOf('other-run'));
    await storeOf(backend).save('run', checkpointAt(40, null));
    await endTab('run');
    expect(await other.find()).toMatchObject({ runId: 'run', iteration: 40 });
    // With the first tab gone, its run makes place for the next.
    await other.begin(runOf('third-run'));
    expect((await otherBackend.facts.all('checkpoints')).map(({ id }) => id)).not.toContain('run');
  });

  it('of a discarded run are not written any more', async () => {
    const store = storeOf(backend);
    await store.begin(runOf('run'));
    const saving = store.save('run', checkpointAt(40, null));
    await store.discard('run');
    await saving;
    await expect(store.save('run', checkpointAt(80, null))).rejects.toMatchObject({
      code: 'not-found',
    });
    expect(await backend.files.names()).toEqual([]);
  });

  it('that are damaged are refused once and not offered again', async () => {
    const store = storeOf(backend);
    await store.begin(runOf('run'));
    await store.save('run', checkpointAt(40, null));
    const state = (await backend.files.names()).find((file) => file.includes('state'));
    await backend.files.write(state ?? '', [new Uint8Array(8)]);
    await expect(store.load('run')).rejects.toMatchObject({ code: 'corrupt-file' });
    expect(await store.find()).toBeNull();
  });

  it.each([0, 1, 2, 3, 4, 5])(
    'are whole when the tab dies after %i changes of a save',
    async (changes) => {
      const store = storeOf(backend);
      await store.begin(runOf('run'));
      await store.save('run', checkpointAt(40, 40));
      const { dying, cutOff } = cutOffAfter(backend, changes);
      await Promise.race([storeOf(dying).save('run', checkpointAt(80, 80)), cutOff]);
      await endTab('run');

      const reopened = await openReal(name);
      await sweepStorage(reopened);
      const { checkpoint } = await storeOf(reopened).load('run');
      // Two files and one commit come first.
      expect(checkpoint).toEqual(changes < 3 ? checkpointAt(40, 40) : checkpointAt(80, 80));
      expect(await reopened.files.names()).toHaveLength(2 * 2 + 1 + 1 + 1);
    },
  );
});
