import { describe, expect, it } from 'vitest';
import { BACKGROUND, UNANNOTATED } from '#domain/annotation/annotationValues.ts';
import {
  draw,
  GRID,
  INPUT_EDGE,
  isOnGrid,
  NO_CHANGE,
  sampler,
  WARP,
} from '#testing/drawTrainingImage.ts';

describe('TrainingSampler', () => {
  it('draws the same sample for an iteration whatever was drawn before', () => {
    const settings = { ...WARP, greyVariation: 0.2, gammaVariation: 0.3, noise: 0.05 };
    const forwards = sampler([GRID], settings, { batchSize: 2 });
    const backwards = sampler([GRID], settings, { batchSize: 2 });
    const iterations = [0, 1, 2, 7];

    const inOrder = iterations.map((iteration) => forwards.sample(iteration));
    const reversed = iterations.toReversed().map((iteration) => backwards.sample(iteration));

    expect(reversed.toReversed()).toEqual(inOrder);
    expect(inOrder[0]?.input).not.toEqual(inOrder[1]?.input);
    expect(sampler([GRID], settings, { batchSize: 2, seed: 2 }).sample(0)).not.toEqual(inOrder[0]);
  });

  it('fills a batch with different samples', () => {
    const { input, batchSize } = sampler([GRID], WARP, { batchSize: 3 }).sample(0);
    const length = INPUT_EDGE ** 2;

    expect(batchSize).toBe(3);
    expect(input).toHaveLength(3 * length);
    expect(input.slice(0, length)).not.toEqual(input.slice(length, 2 * length));
    expect(input.slice(length, 2 * length)).not.toEqual(input.slice(2 * length));
  });

  it('shows a small rare object, and a rare class, in many samples', () => {
    const image = draw({
      width: 900,
      height: 900,
      classes: new Map([[99, 2]]),
      annotate: (x, y) => {
        if (x >= 870 && x < 875 && y >= 10 && y < 15) return 99;
        const isCell = x % 30 < 12 && y % 30 < 12 && !(x > 850 && y < 40);
        return isCell ? 1 + Math.floor(x / 30) + 40 * Math.floor(y / 30) : BACKGROUND;
      },
    });
    const samples = sampler([image], WARP);

    let seen = 0;
    for (let i = 0; i < 200; i++) if (samples.sample(i).target.includes(2)) seen++;

    expect(seen / 200).toBeGreaterThan(0.15);
  });

  it('never draws an output without annotated pixels, however few there are', () => {
    const image = draw({
      annotate: (x, y) => {
        if (x === 99 && y === 0) return 5;
        return x === 3 && y === 70 ? BACKGROUND : UNANNOTATED;
      },
    });
    const samples = sampler([image], { ...WARP, elasticSigmaPx: 30 });

    for (let i = 0; i < 200; i++) {
      expect(samples.sample(i).weights.some((weight) => weight > 0)).toBe(true);
    }
  });

  it('previews draws of one place', () => {
    const place = draw({
      width: 300,
      height: 300,
      annotate: (x, y) => (isOnGrid(x, y) ? 1 : BACKGROUND),
      paint: (x) => x,
    });
    const draws = sampler([place], { ...WARP, elasticSigmaPx: 0, scaleRange: [1, 1] }).preview(
      12,
      5,
    );
    const middles = draws.map(({ input }) => input[29 * INPUT_EDGE + 29] as number);

    expect(draws).toHaveLength(12);
    expect(new Set(middles).size).toBeGreaterThan(6);
    expect(Math.max(...middles) - Math.min(...middles)).toBeLessThan(12);
  });

  it('counts what it trains on', () => {
    const image = draw({ annotate: (x, y) => (y < 10 && x < 20 ? 1 + Math.floor(x / 10) : 0) });
    const { objectCount, annotatedPixels } = sampler([image], NO_CHANGE);

    expect(objectCount).toBe(2);
    expect(annotatedPixels).toBe(200);
  });

  it('refuses data without annotation and says what to do', () => {
    const image = draw({ annotate: () => UNANNOTATED });

    for (const images of [[], [image]]) {
      expect(() => sampler(images, NO_CHANGE)).toThrow(
        expect.objectContaining({
          code: 'invalid-argument',
          message: expect.stringContaining('paint'),
        }),
      );
    }
  });

  it('refuses images that differ in channels', () => {
    const grey = draw({ annotate: () => 1 });
    const colour = draw({ annotate: () => 1, channels: 3 });

    expect(() => sampler([grey, colour], NO_CHANGE)).toThrow(
      expect.objectContaining({ code: 'invalid-argument' }),
    );
  });
});
