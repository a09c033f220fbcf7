import { expect, it } from 'vitest';
import { breakEngine, spawnBreakableEngine } from '#testing/faults/engineFault.ts';

it('tells of a worker that is gone without an event: pending and later calls fail at once', async () => {
  const handle = spawnBreakableEngine();
  await handle.client.start({ backend: 'cpu' });
  const locks = async () => (await navigator.locks.query()).held ?? [];
  await expect.poll(locks).toHaveLength(1);
  expect(handle.isAlive()).toBe(true);
  breakEngine('vanish');
  await expect.poll(() => handle.isAlive(), { timeout: 10_000 }).toBe(false);
  await expect(handle.client.start({ backend: 'cpu' })).rejects.toMatchObject({
    code: 'worker-died',
    message: 'The engine worker stopped unexpectedly.',
  });
});

it('does not take a worker that it stopped itself for a dead one', async () => {
  const handle = spawnBreakableEngine();
  const answer = handle.client.start({ backend: 'cpu' });
  handle.terminate();
  await expect(answer).rejects.toMatchObject({ code: 'cancelled' });
});
