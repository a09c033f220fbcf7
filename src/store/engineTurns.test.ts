import { expect, it } from 'vitest';
import { inTurns } from '#store/engineTurns.ts';
import { eventually } from '#testing/eventually.ts';
import { fakeServices } from '#testing/fakeServices.ts';
import type { RunProgress } from '#workers/engineService.ts';

function setUp() {
  const { services, control } = fakeServices();
  const engine = inTurns(services.engine);
  control.predictGate.isClosed = true;
  const open = (): void => {
    control.predictGate.isClosed = false;
    control.predictGate.release();
  };
  const predict = (imageId: string) => {
    const controller = new AbortController();
    const phases: RunProgress['phase'][] = [];
    const done = engine.predict({
      imageId,
      modelId: 'nuclei',
      input: { channels: [0], invert: false, scale: 1, normalization: 'percentile' as never },
      region: null,
      averageSymmetries: false,
      signal: controller.signal,
      onProgress: ({ phase }) => phases.push(phase),
      onTile: () => undefined,
    });
    return { controller, phases, done };
  };
  return { control, predict, open };
}

it('computes one image at a time, in the order asked for, and tells who waits', async () => {
  const { control, predict, open } = setUp();
  const [first, second, third] = [predict('a'), predict('b'), predict('c')];
  expect(second.phases).toEqual(['waiting']);
  expect(first.phases).toEqual([]);
  await eventually(() => expect(control.log).toEqual(['predict a']));
  open();
  await Promise.all([first.done, second.done, third.done]);
  expect(control.log).toEqual(['predict a', 'predict b', 'predict c']);
});

it('lets who waits go at once, and those behind keep their turn', async () => {
  const { control, predict, open } = setUp();
  const [first, second, third] = [predict('a'), predict('b'), predict('c')];
  second.controller.abort();
  await expect(second.done).rejects.toMatchObject({ code: 'cancelled' });
  expect(control.log).toEqual(['predict a']);
  open();
  await Promise.all([first.done, third.done]);
  expect(control.log).toEqual(['predict a', 'predict c']);
});

it('goes on after a run that failed', async () => {
  const { control, predict, open } = setUp();
  control.failing.add('predict a');
  const [first, second] = [predict('a'), predict('b')];
  open();
  await expect(first.done).rejects.toMatchObject({ code: 'out-of-memory' });
  await second.done;
});
