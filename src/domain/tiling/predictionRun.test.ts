import { describe, expect, it } from 'vitest';
import type { DecodedImage } from '#domain/image/decodedImage.ts';
import type { ModelInput } from '#domain/model/modelInput.ts';
import { startRun, writeProbabilities } from '#domain/tiling/predictionRun.ts';

const image = (width: number, height: number): DecodedImage => ({
  width,
  height,
  pixelType: 'uint8',
  channels: [Uint8Array.from({ length: width * height }, (_, i) => i)],
  channelNames: ['Channel 1'],
  isRgb: false,
  bitsPerSample: 8,
  pageIndex: 0,
  pageCount: 1,
  pixelSizeUm: null,
  formatName: 'test',
});

const input = (scale: number): ModelInput => ({
  channels: [0],
  invert: false,
  normalization: { kind: 'percentile', lowPercent: 0.1, highPercent: 99.9, outputRange: [-1, 1] },
  scale,
});

describe('a prediction run', () => {
  it('stores probabilities to within half a level of 1/65,535', () => {
    const run = startRun(image(2, 1), input(1), null, null);
    const probability = Float32Array.of(0.123456, 1);
    const changed = writeProbabilities(run, { x: 0, y: 0, width: 2, height: 1 }, probability);
    expect(changed).toEqual({ x: 0, y: 0, width: 2, height: 1 });
    expect(Math.abs((run.map.data[0] as number) / 65_535 - 0.123456)).toBeLessThan(7.7e-6);
    expect(run.map.data[1]).toBe(65_535);
  });

  it('brings a scaled result back to the image’s grid', () => {
    const run = startRun(image(40, 30), input(0.5), null, null);
    expect(run.input).toMatchObject({ width: 20, height: 15 });
    const whole = { x: 0, y: 0, width: 20, height: 15 };
    expect(run.region).toEqual(whole);
    const left = Float32Array.from({ length: 300 }, (_, i) => (i % 20 < 10 ? 1 : 0));
    const changed = writeProbabilities(run, whole, left);
    expect(changed).toEqual({ x: 0, y: 0, width: 40, height: 30 });
    expect(run.map.data[5 * 40 + 10]).toBe(65_535);
    expect(run.map.data[5 * 40 + 30]).toBe(0);
  });

  it('gives the same map whether a scaled result comes in one window or in four', () => {
    const write = (windows: { x: number; y: number; width: number; height: number }[]) => {
      const run = startRun(image(37, 29), input(2), null, null);
      for (const window of windows) {
        const values = new Float32Array(window.width * window.height);
        for (let y = 0; y < window.height; y++) {
          for (let x = 0; x < window.width; x++) {
            values[y * window.width + x] = ((window.x + x) * 7 + (window.y + y) * 13) / 2000;
          }
        }
        writeProbabilities(run, window, values);
      }
      return run.map.data;
    };
    const whole = write([{ x: 0, y: 0, width: 74, height: 58 }]);
    const parts = write([
      { x: 0, y: 0, width: 32, height: 32 },
      { x: 32, y: 0, width: 42, height: 32 },
      { x: 0, y: 32, width: 32, height: 26 },
      { x: 32, y: 32, width: 42, height: 26 },
    ]);
    expect(parts).toEqual(whole);
  });

  it('keeps the earlier map outside a region', () => {
    const previous = { width: 4, height: 1, data: Uint16Array.of(1, 2, 3, 4) };
    const run = startRun(image(4, 1), input(1), { x: 1, y: 0, width: 2, height: 1 }, previous);
    writeProbabilities(run, run.region, Float32Array.of(1, 1));
    expect([...run.map.data]).toEqual([1, 65_535, 65_535, 4]);
    expect([...previous.data]).toEqual([1, 2, 3, 4]);
  });

  it('cuts a region to the image', () => {
    const run = startRun(image(10, 10), input(1), { x: -5, y: 7.5, width: 9, height: 99 }, null);
    expect(run.region).toEqual({ x: 0, y: 7, width: 4, height: 3 });
  });
});
