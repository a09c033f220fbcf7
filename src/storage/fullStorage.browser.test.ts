import { afterEach, beforeEach, expect, it } from 'vitest';
import { cdp } from 'vitest/browser';
import type { StorageBackend } from '#storage/backend/storageBackend.ts';
import { createCheckpointStore } from '#storage/createCheckpointStore.ts';
import { ModelStore } from '#storage/modelStore.ts';
import {
  cardOf,
  checkpointAt,
  openReal,
  runOf,
  weightsOf,
} from '#storage/testing/storedSamples.ts';

let backend: StorageBackend;

/** Chromium's developer protocol; its types come with Playwright only. */
async function limitStorage(quotaSize: number | null): Promise<void> {
  const { send } = cdp() as unknown as {
    send: (method: string, parameters: object) => Promise<unknown>;
  };
  await send('Storage.overrideQuotaForOrigin', {
    origin: location.origin,
    ...(quotaSize === null ? {} : { quotaSize }),
  });
}

beforeEach(async () => {
  backend = await openReal(`test-${crypto.randomUUID()}`);
});

afterEach(() => limitStorage(null));

it('a full disk keeps what was kept, says so, and leaves nothing half-written', async () => {
  const models = new ModelStore(Promise.resolve(backend));
  const kept = await models.save({ card: cardOf('Kept'), weights: weightsOf(1) });
  await limitStorage(1);
  const failure = await models
    .save({ card: cardOf('Too much'), weights: weightsOf(2) })
    .catch((error: unknown) => error);
  expect(failure).toMatchObject({
    code: 'storage-full',
    message: expect.stringMatching(/“Too much” could not be stored: .* MB .* try again/),
  });
  await limitStorage(null);
  expect((await models.list()).map(({ title }) => title)).toEqual(['Kept']);
  expect((await models.read(kept.id)).weights).toEqual(weightsOf(1));
  expect(await backend.files.names()).toHaveLength(1);
});

it('a full disk leaves the earlier checkpoint of a training', async () => {
  const checkpoints = createCheckpointStore(Promise.resolve(backend));
  await checkpoints.begin(runOf('run'));
  await checkpoints.save('run', checkpointAt(40, 40));
  const names = await backend.files.names();
  await limitStorage(1);
  await expect(checkpoints.save('run', checkpointAt(80, 80))).rejects.toMatchObject({
    code: 'storage-full',
  });
  await limitStorage(null);
  expect((await checkpoints.load('run')).checkpoint).toEqual(checkpointAt(40, 40));
  expect(await backend.files.names()).toEqual(names);
});

it('files whose row does not fit any more are removed again', async () => {
  const commit = () => Promise.reject(new DOMException('No room.', 'QuotaExceededError'));
  const full = { ...backend, facts: { ...backend.facts, commit } };
  const models = new ModelStore(Promise.resolve(full));
  await expect(
    models.save({ card: cardOf('Too much'), weights: weightsOf(1) }),
  ).rejects.toMatchObject({ code: 'storage-full' });
  expect(await backend.files.names()).toEqual([]);
});
