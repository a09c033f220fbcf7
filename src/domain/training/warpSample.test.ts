import { describe, expect, it } from 'vitest';
import { BACKGROUND } from '#domain/annotation/annotationValues.ts';
import { mirrorIndex } from '#domain/tiling/mirrorIndex.ts';
import {
  draw,
  GRID,
  HALO,
  INPUT_EDGE,
  NO_CHANGE,
  OUTPUT_EDGE,
  sampler,
  WARP,
} from '#testing/drawTrainingImage.ts';

describe('samples that are warped', () => {
  it('cuts a sample out as it is when nothing is to be changed', () => {
    const image = draw({
      annotate: (x, y) => (x >= 30 && x < 60 && y >= 20 && y < 50 ? 3 : BACKGROUND),
      paint: (x, y) => x + 100 * y,
    });
    const samples = sampler([image], NO_CHANGE);
    for (let iteration = 0; iteration < 30; iteration++) {
      const { input, target, weights } = samples.sample(iteration);
      const middle = (HALO + 9) * INPUT_EDGE + HALO + 9;
      const left = ((input[middle] as number) % 100) - HALO - 9;
      const top = Math.floor((input[middle] as number) / 100) - HALO - 9;

      const wanted = input.map((_, i) => {
        const x = mirrorIndex(left + (i % INPUT_EDGE), image.width);
        return x + 100 * mirrorIndex(top + Math.floor(i / INPUT_EDGE), image.height);
      });
      expect(input).toEqual(wanted);
      target.forEach((value, i) => {
        const x = left + HALO + (i % OUTPUT_EDGE);
        const y = top + HALO + Math.floor(i / OUTPUT_EDGE);
        const isOutside = x < 0 || y < 0 || x >= image.width || y >= image.height;
        const isObject = !isOutside && image.annotation.data[y * image.width + x] === 3;
        expect(value).toBe(isObject ? 1 : 0);
        expect((weights[i] as number) > 0).toBe(!isOutside);
      });
    }
  });

  it('warps image and labels together', () => {
    const samples = sampler([GRID], WARP);
    let disagreeing = 0;
    let compared = 0;
    for (let iteration = 0; iteration < 40; iteration++) {
      const { input, target, weights } = samples.sample(iteration);
      for (let i = 0; i < target.length; i++) {
        const at = (HALO + Math.floor(i / OUTPUT_EDGE)) * INPUT_EDGE + HALO + (i % OUTPUT_EDGE);
        const brightness = input[at] as number;
        // Between the two, linear interpolation may go either way.
        if (weights[i] === 0 || (brightness > 0.25 && brightness < 0.75)) continue;
        compared++;
        if (brightness > 0.5 !== (target[i] === 1)) disagreeing++;
      }
    }

    expect(compared).toBeGreaterThan(8000);
    expect(disagreeing).toBe(0);
  });

  it('takes images smaller than a sample; what is mirrored weighs nothing', () => {
    const image = draw({
      width: 9,
      height: 7,
      annotate: (x) => (x < 4 ? 1 : BACKGROUND),
      paint: (x, y) => x + y,
    });
    const { input, weights } = sampler([image], NO_CHANGE).sample(0);

    expect(weights.filter((weight) => weight > 0)).toHaveLength(63);
    expect(Math.min(...input)).toBe(0);
    expect(Math.max(...input)).toBe(14);
  });

  it('keeps the channels of a colour image apart', () => {
    const image = draw({
      channels: 3,
      annotate: (x) => (x < 40 ? 1 : BACKGROUND),
      paint: (x, y, channel) => 1000 * channel + x + y,
    });
    const { input, inputChannels } = sampler([image], WARP).sample(4);

    expect(inputChannels).toBe(3);
    for (let i = 0; i < input.length; i += 3) {
      const first = input[i] as number;
      expect(input[i + 1]).toBeCloseTo(1000 + first, 2);
      expect(input[i + 2]).toBeCloseTo(2000 + first, 2);
    }
  });

  it('changes grey values without moving anything', () => {
    const settings = { ...NO_CHANGE, greyVariation: 0.3 };
    const plain = sampler([GRID], NO_CHANGE);
    const varied = sampler([GRID], settings);
    for (let i = 0; i < 10; i++) {
      const before = plain.sample(i);
      const after = varied.sample(i);
      const dark = after.input[before.input.indexOf(0)] as number;
      const bright = after.input[before.input.indexOf(1)] as number;

      expect(after.target).toEqual(before.target);
      expect(after.weights).toEqual(before.weights);
      expect(bright - dark).toBeGreaterThan(0.7 - 1e-5);
      expect(bright - dark).toBeLessThan(1.3 + 1e-5);
      const wanted = before.input.map((value) => (value === 1 ? bright : dark));
      expect(after.input).toEqual(wanted);
    }
  });

  it('adds noise of at most the deviation asked for', () => {
    const { input } = sampler([GRID], { ...NO_CHANGE, noise: 0.1 }).sample(2);
    const dark = input.filter((value) => value < 0.5);
    const variance = dark.reduce((sum, value) => sum + value * value, 0) / dark.length;

    expect(Math.sqrt(variance)).toBeGreaterThan(0);
    expect(Math.sqrt(variance)).toBeLessThan(0.105);
  });
});
