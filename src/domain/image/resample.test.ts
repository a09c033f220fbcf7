import fc from 'fast-check';
import { expect, it } from 'vitest';
import { resample, resampleWindow, scaledEdge } from '#domain/image/resample.ts';

const ramp = (width: number, height: number) => ({
  width,
  height,
  data: Float32Array.from(
    { length: width * height },
    (_, i) => (i % width) + 10 * Math.floor(i / width),
  ),
});

it('leaves an image of the same size as it is', () => {
  const source = ramp(13, 7);
  expect(resample(source, 13, 7)).toEqual(source.data);
});

it('keeps a constant image constant at any size', () => {
  const edges = fc.integer({ min: 1, max: 40 });
  fc.assert(
    fc.property(edges, edges, edges, edges, (width, height, toWidth, toHeight) => {
      const data = new Uint8Array(width * height).fill(77);
      const result = resample({ width, height, data }, toWidth, toHeight);
      expect(result).toHaveLength(toWidth * toHeight);
      expect(result.every((value) => Math.abs(value - 77) < 1e-4)).toBe(true);
    }),
  );
});

it('keeps a ramp straight away from the border when doubling', () => {
  const doubled = resample(ramp(8, 8), 16, 16);
  expect(doubled[16 * 4 + 5]).toBeCloseTo(2.25 + 10 * 1.75, 5);
});

it('averages when shrinking: stripes become grey', () => {
  const data = Uint8Array.from({ length: 64 }, (_, i) => (i % 2 ? 200 : 0));
  expect([...resample({ width: 8, height: 8, data }, 4, 4)]).toEqual(new Array(16).fill(100));
});

it('computes a window as the same part of the whole', () => {
  const source = ramp(20, 15);
  const whole = resampleWindow(source, 50, 40, { x: 0, y: 0, width: 50, height: 40 });
  const part = resampleWindow(source, 50, 40, { x: 17, y: 9, width: 20, height: 11 });
  expect(part[3 * 20 + 4]).toBe(whole[12 * 50 + 21]);
});

it('never scales an edge to nothing', () => {
  expect(scaledEdge(1, 0.25)).toBe(1);
  expect(scaledEdge(100, 2.5)).toBe(250);
});
