import { expect, it } from 'vitest';
import { LatestWins } from '#storage/latestWins.ts';

/** A task that ends when told, and notes that it ran. */
function heldTask(log: string[], name: string) {
  let end = (_error?: Error): void => undefined;
  const ended = new Promise<void>((resolve, reject) => {
    end = (error) => (error ? reject(error) : resolve());
  });
  const task = (): Promise<void> => {
    log.push(name);
    return ended;
  };
  return { task, end };
}

it('runs one task at a time, and of those that wait only the newest', async () => {
  const log: string[] = [];
  const queue = new LatestWins();
  const [first, second, third] = ['first', 'second', 'third'].map((name) => heldTask(log, name));
  if (!first || !second || !third) throw new Error('no tasks');
  const runs = [queue.run(first.task), queue.run(second.task), queue.run(third.task)];
  expect(log).toEqual(['first']);
  first.end();
  third.end();
  await Promise.all(runs);
  expect(log).toEqual(['first', 'third']);
});

it('goes on after a task that failed, and tells its failure to its own callers only', async () => {
  const log: string[] = [];
  const queue = new LatestWins();
  const failing = heldTask(log, 'failing');
  const next = heldTask(log, 'next');
  const failed = queue.run(failing.task);
  const done = queue.run(next.task);
  failing.end(new Error('full'));
  next.end();
  await expect(failed).rejects.toThrow('full');
  await expect(done).resolves.toBeUndefined();
  await queue.settled();
  expect(log).toEqual(['failing', 'next']);
});

it('never lets two tasks overlap, whenever they come', async () => {
  const queue = new LatestWins();
  let running = 0;
  let most = 0;
  const task = async (): Promise<void> => {
    most = Math.max(most, ++running);
    for (let tick = 0; tick < 3; tick++) await Promise.resolve();
    running--;
  };
  for (let round = 0; round < 40; round++) {
    void queue.run(task);
    for (let tick = 0; tick < round % 9; tick++) await Promise.resolve();
  }
  await queue.settled();
  expect(most).toBe(1);
  expect(running).toBe(0);
});
