import { expect, it } from 'vitest';
import { CoarsePicture } from '#domain/image/coarsePicture.ts';

it('shows every n-th pixel, transparent where nothing is known yet', () => {
  const [width, height] = [1280, 600];
  const plane = Uint16Array.from({ length: width * height }, (_, i) => (i % width) + 100);
  const picture = new CoarsePicture({ width, height });
  picture.add(plane, width, { x: 0, y: 0, width: 640, height });
  const { data, ...size } = picture.view();
  expect(size).toEqual({ width: 640, height: 300 });
  expect([data[3], data[4 * 319 + 3], data[4 * 320 + 3]]).toEqual([255, 255, 0]);
  // Dark on the left, bright on the right of what is known.
  expect(data[0]).toBe(0);
  expect(data[4 * 160]).toBeGreaterThan(110);
  expect(data[4 * 160]).toBeLessThan(145);
  expect(data[4 * 319]).toBe(255);
});

it('is the same whatever parts it comes in', () => {
  const [width, height] = [1500, 1100];
  const plane = Float32Array.from({ length: width * height }, (_, i) => (i * 7919) % 1013);
  const whole = new CoarsePicture({ width, height });
  whole.add(plane, width, { x: 0, y: 0, width, height });
  const tiles = new CoarsePicture({ width, height });
  for (let y = 0; y < height; y += 256) {
    for (let x = 0; x < width; x += 256) {
      const part = { x, y, width: Math.min(256, width - x), height: Math.min(256, height - y) };
      tiles.add(plane, width, part);
    }
  }
  const [once, parts] = [whole.view().data, tiles.view().data];
  expect(once.findIndex((value, i) => value !== parts[i])).toBe(-1);
  expect(new Set(once).size).toBeGreaterThan(100);
});

it('survives planes of nothing but NaN, and of one value', () => {
  const size = { width: 3, height: 2 };
  const part = { x: 0, y: 0, ...size };
  const nothing = new CoarsePicture(size);
  nothing.add(new Float32Array(6).fill(Number.NaN), 3, part);
  expect([...nothing.view().data]).toEqual(Array.from({ length: 24 }, () => 0));
  const flat = new CoarsePicture(size);
  flat.add(new Uint8Array(6).fill(9), 3, part);
  expect([...flat.view().data.slice(0, 4)]).toEqual([0, 0, 0, 255]);
});
