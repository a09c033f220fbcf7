import { describe, expect, it } from 'vitest';
import type { TrainingSample } from '#domain/training/trainingSample.ts';
import { AppError } from '#lib/errors.ts';
import { createSampleQueue } from '#workers/training/sampleQueue.ts';

/** A sampling worker that notes what was ordered; a sample's batch size tells its iteration. */
function fakeSampler(failAt = -1) {
  const ordered: number[] = [];
  const sample = async ({ iteration }: { readonly iteration: number }) => {
    ordered.push(iteration);
    if (iteration === failAt) throw new AppError('internal', 'as the test said');
    return { batchSize: iteration } as TrainingSample;
  };
  return { client: { sample }, ordered };
}

describe('the sample queue', () => {
  it('gives every sample once, at least two more always being made', async () => {
    const { client, ordered } = fakeSampler();
    const queue = createSampleQueue(client, 100);
    for (let iteration = 4; iteration < 20; iteration++) {
      expect((await queue.take(iteration)).batchSize).toBe(iteration);
      expect(Math.max(...ordered)).toBeGreaterThanOrEqual(iteration + 2);
    }
    expect(ordered).toEqual(Array.from({ length: ordered.length }, (_, index) => index + 4));
  });

  it('orders nothing beyond the last iteration', async () => {
    const { client, ordered } = fakeSampler();
    const queue = createSampleQueue(client, 5);
    for (let iteration = 0; iteration < 5; iteration++) await queue.take(iteration);
    expect(ordered).toEqual([0, 1, 2, 3, 4]);
  });

  it('tells of a failure when the sample is taken, not before', async () => {
    const { client } = fakeSampler(2);
    const queue = createSampleQueue(client, 10);
    await queue.take(0);
    await queue.take(1);
    await expect(queue.take(2)).rejects.toMatchObject({ code: 'internal' });
  });

  it('can go back to an earlier iteration', async () => {
    const { client } = fakeSampler();
    const queue = createSampleQueue(client, 50);
    await queue.take(10);
    expect((await queue.take(8)).batchSize).toBe(8);
    expect((await queue.take(9)).batchSize).toBe(9);
    expect((await queue.take(10)).batchSize).toBe(10);
  });
});
