import { describe, expect, it } from 'vitest';
import { Slots } from '#workers/slots.ts';

/** A task that ends when it is told to. */
function heldTask(started: string[], name: string) {
  let finish: () => void = () => undefined;
  const held = new Promise<void>((resolve) => {
    finish = resolve;
  });
  const task = async () => {
    started.push(name);
    await held;
    return name;
  };
  return { task, finish };
}

const settled = () => new Promise((resolve) => setTimeout(resolve));

describe('Slots', () => {
  it('runs two at a time and the others in order', async () => {
    const slots = new Slots(2);
    const started: string[] = [];
    const { signal } = new AbortController();
    const tasks = ['a', 'b', 'c', 'd'].map((name) => heldTask(started, name));
    const results = tasks.map(({ task }) => slots.run(signal, task));
    await settled();
    expect(started).toEqual(['a', 'b']);
    tasks[1]?.finish();
    await settled();
    expect(started).toEqual(['a', 'b', 'c']);
    for (const { finish } of tasks) finish();
    expect(await Promise.all(results)).toEqual(['a', 'b', 'c', 'd']);
  });

  it('gives the slot of a failed task to the next', async () => {
    const slots = new Slots(1);
    const { signal } = new AbortController();
    const failing = slots.run(signal, () => Promise.reject(new Error('no')));
    const next = slots.run(signal, () => Promise.resolve('yes'));
    await expect(failing).rejects.toThrow('no');
    expect(await next).toBe('yes');
  });

  it('lets a waiting task be cancelled without running it', async () => {
    const slots = new Slots(1);
    const started: string[] = [];
    const running = heldTask(started, 'running');
    const { signal } = new AbortController();
    const first = slots.run(signal, running.task);
    const controller = new AbortController();
    const second = slots.run(controller.signal, heldTask(started, 'cancelled').task);
    const third = slots.run(signal, () => Promise.resolve('third'));
    controller.abort();
    await expect(second).rejects.toMatchObject({ code: 'cancelled' });
    await expect(slots.run(controller.signal, running.task)).rejects.toMatchObject({
      code: 'cancelled',
    });
    running.finish();
    expect(await Promise.all([first, third])).toEqual(['running', 'third']);
    expect(started).toEqual(['running']);
  });
});
