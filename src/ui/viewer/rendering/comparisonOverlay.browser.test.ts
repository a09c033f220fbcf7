import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import {
  cellOf,
  createFrameProbe,
  type FrameProbe,
  GREY,
  NO_OVERLAY,
  viewOf,
} from '#ui/viewer/rendering/testing/frameProbe.ts';

const HIT = [0x56, 0xb4, 0xe9];
const MISSED = [0xf0, 0xe4, 0x42];
const FALSE = [0xd5, 0x5e, 0x00];

/** As `readComparisonTile` writes them: an id and a verdict for either side. */
const VALUES = {
  hit: (((1 << 2) | 1) << 16) | (1 << 2) | 1,
  missed: ((2 << 2) | 2) << 16,
  false: (2 << 2) | 2,
  leftOut: 3 << 16,
  background: 0,
};

let probe: FrameProbe;

beforeEach(() => {
  probe = createFrameProbe();
});

afterEach(() => probe.dispose());

/** Five fields of 40 × 40 px on grey: hit, missed, false, left out, background. */
function draw(opacity = 1) {
  const [width, height] = [200, 40];
  const fields = Object.values(VALUES);
  const data = new Uint32Array(width * height).map(
    (_, i) => fields[Math.floor((i % width) / 40)] ?? 0,
  );
  const grey = new Uint16Array(width * height).fill(100);
  return probe.draw({
    viewport: viewOf(width, height, 1),
    channels: [GREY],
    overlay: { ...NO_OVERLAY, mode: 'comparison', opacity },
    cells: [
      cellOf(
        { x: 0, y: 0, width, height },
        {
          intensity: [probe.place('intensity', { width, height, data: grey })],
          labels: probe.place('comparison', { width, height, data }),
        },
      ),
    ],
  });
}

describe('ImageRenderer: comparison', () => {
  it('outlines hits, misses and false objects in their three colours', () => {
    const pixel = draw();
    expect(pixel(39, 20)).toEqual(HIT);
    expect(pixel(119, 20)).toEqual(FALSE);
    // The outline of a miss is dashed.
    const edge = Array.from({ length: 16 }, (_, y) => pixel(79, 10 + y).join());
    expect(edge).toContain(MISSED.join());
    expect(new Set(edge).size).toBeGreaterThan(1);
  });

  it('tells them apart without colour: hits are even, the others striped in opposite directions', () => {
    const pixel = draw();
    const row = (left: number, y: number) =>
      Array.from({ length: 16 }, (_, x) => pixel(left + x, y).join());
    expect(new Set(row(12, 20)).size).toBe(1);
    for (const left of [52, 92]) expect(new Set(row(left, 20)).size).toBeGreaterThan(1);
    // One row further down, the stripes of misses have moved right, those of false objects left.
    expect(row(52, 21).slice(1)).toEqual(row(52, 20).slice(0, -1));
    expect(row(92, 21).slice(0, -1)).toEqual(row(92, 20).slice(1));
  });

  it('darkens what was left out, and leaves the background as it is', () => {
    const pixel = draw();
    expect(pixel(180, 20)).toEqual([100, 100, 100]);
    expect(pixel(140, 20)).toEqual([50, 50, 50]);
  });

  it('hides all of it at no opacity', () => {
    const pixel = draw(0);
    for (const x of [20, 39, 60, 79, 100, 119, 140, 180]) {
      expect(pixel(x, 20)).toEqual([100, 100, 100]);
    }
  });
});
