import { describe, expect, it } from 'vitest';
import type { EngineInfo } from '#domain/model/engineInfo.ts';
import { planTraining, type StepPlan, smallerPlan } from '#domain/training/planTraining.ts';
import { inputEdgeFor } from '#domain/unet/validShape.ts';

const PAPER = { depth: 4, baseFeatures: 64, inputChannels: 1, classCount: 2 };
const SMALL = { ...PAPER, baseFeatures: 16 };
const wasm: EngineInfo = {
  backend: 'wasm',
  adapter: '',
  isSoftware: false,
  maxBufferBytes: null,
};
const gpu: EngineInfo = { ...wasm, backend: 'webgpu', maxBufferBytes: 2 ** 30 };
const open = { inputEdgePx: null, batchSize: 1 };

describe('planTraining', () => {
  it('takes the paper’s tile on a graphics card with memory for it', () => {
    expect(planTraining(open, PAPER, gpu, 8)).toMatchObject({
      inputEdgePx: 572,
      outputEdgePx: 388,
      batchSize: 1,
    });
  });

  it('takes smaller tiles where memory or buffers are small', () => {
    const little = planTraining(open, PAPER, gpu, 4);
    expect(little.inputEdgePx).toBeLessThan(572);
    expect(little.memoryBytes).toBeLessThanOrEqual(2 ** 30);
    const small = planTraining(open, PAPER, { ...gpu, maxBufferBytes: 2 ** 24 }, 8);
    expect(small.inputEdgePx).toBeLessThan(572);
    expect(small.largestMapBytes).toBeLessThanOrEqual(2 ** 24);
  });

  it('takes tiles of seconds on a processor', () => {
    expect(planTraining(open, SMALL, wasm, 4)).toMatchObject({
      inputEdgePx: 284,
      outputEdgePx: 100,
    });
  });

  it('takes the recipe’s tile as it is, at the nearest valid edge below', () => {
    const plan = (inputEdgePx: number) =>
      planTraining({ inputEdgePx, batchSize: 2 }, SMALL, wasm, 1).inputEdgePx;
    expect([plan(252), plan(260), plan(12)]).toEqual([252, 252, 188]);
  });

  it('gives the smallest tile when nothing fits', () => {
    const plan = planTraining(open, PAPER, { ...gpu, maxBufferBytes: 1 }, 1);
    expect(plan.inputEdgePx).toBe(inputEdgeFor(1, 4));
  });
});

describe('smallerPlan', () => {
  it('lowers the batch, then the tile, down to the smallest, each step needing less', () => {
    let plan: StepPlan | null = planTraining({ inputEdgePx: 572, batchSize: 4 }, SMALL, wasm, 8);
    const seen: StepPlan[] = [];
    for (; plan; plan = smallerPlan(plan, SMALL)) seen.push(plan);
    expect(seen.slice(0, 3).map(({ batchSize }) => batchSize)).toEqual([4, 2, 1]);
    expect(seen.at(-1)?.inputEdgePx).toBe(188);
    const bytes = seen.map(({ memoryBytes }) => memoryBytes);
    expect(bytes).toEqual([...bytes].sort((a, b) => b - a));
    expect(
      new Set(seen.map(({ inputEdgePx, batchSize }) => `${inputEdgePx} ${batchSize}`)).size,
    ).toBe(seen.length);
  });
});
