import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { labelColor } from '#domain/image/labelPalette.ts';
import type { ViewTile } from '#domain/image/viewTile.ts';
import type { OverlayStyle } from '#ui/viewer/rendering/frame.ts';
import {
  CORNER,
  cellOf,
  createFrameProbe,
  type FrameProbe,
  NO_OVERLAY,
  viewOf,
} from '#ui/viewer/rendering/testing/frameProbe.ts';

let probe: FrameProbe;

beforeEach(() => {
  probe = createFrameProbe();
});

afterEach(() => probe.dispose());

function bytes(color: readonly number[]): number[] {
  return color.map((part) => Math.round(part * 255));
}

describe('ImageRenderer: mask', () => {
  it('moves with the threshold: p ≥ threshold is inside', () => {
    const tile = { width: 4, height: 1, data: Uint8Array.of(0, 100, 150, 255) };
    const cells = [
      cellOf(
        { x: 0, y: 0, width: 4, height: 1 },
        { probability: probe.place('probability', tile), intensity: [] },
      ),
    ];
    const insideAt = (threshold: number) => {
      const overlay = { ...NO_OVERLAY, mode: 'mask' as const, threshold };
      const pixel = probe.draw({ viewport: viewOf(4, 1, 1), overlay, cells });
      return [0, 1, 2, 3].map((x) => pixel(x, 0).some((part) => part > 0));
    };
    expect(insideAt(0.3)).toEqual([false, true, true, true]);
    expect(insideAt(100 / 255)).toEqual([false, true, true, true]);
    expect(insideAt(101 / 255)).toEqual([false, false, true, true]);
    expect(insideAt(0.6)).toEqual([false, false, false, true]);
    expect(insideAt(1)).toEqual([false, false, false, true]);
  });
});

describe('ImageRenderer: labels', () => {
  /** Two touching objects, 7 on the left and 9 on the right of a 40 × 20 image. */
  const touching: ViewTile = {
    width: 40,
    height: 20,
    data: new Uint32Array(40 * 20).map((_, i) => {
      const x = i % 40;
      const y = Math.floor(i / 40);
      if (y < 4 || y >= 16 || x < 4 || x >= 36) return 0;
      return x < 20 ? 7 : 9;
    }),
  };
  const area = { x: 0, y: 0, width: 40, height: 20 };

  function drawLabels(overlay: Partial<OverlayStyle>, scale = 1, tile = touching) {
    return probe.draw({
      viewport: viewOf(40 * scale, 20 * scale, scale),
      overlay: { ...NO_OVERLAY, mode: 'labels', ...overlay },
      cells: [cellOf(area, { labels: probe.place('labels', tile) })],
    });
  }

  it('fills objects in the colours of the palette', () => {
    const pixel = drawLabels({});
    expect(pixel(12, 10)).toEqual(bytes(labelColor(7)));
    expect(pixel(28, 10)).toEqual(bytes(labelColor(9)));
    expect(pixel(2, 2)).toEqual([0, 0, 0]);
  });

  it('computes the same colour as the page for any 32-bit label', () => {
    for (const label of [1, 2, 3, 65_535, 65_536, 123_456_789, 0xffff_ffff]) {
      const tile = { ...touching, data: new Uint32Array(40 * 20).fill(label) };
      expect(drawLabels({}, 1, tile)(20, 10)).toEqual(bytes(labelColor(label)));
    }
  });

  it.each([1, 8])(
    'outlines 2 device pixels inside each object, touching ones too (×%i)',
    (scale) => {
      const pixel = drawLabels({ isFilled: false }, scale);
      const isLine = (x: number) => pixel(x, 10 * scale).some((part) => part > 0);
      const lines = Array.from({ length: 40 * scale }, (_, x) => x).filter(isLine);
      const edges = [4 * scale, 20 * scale - 2, 20 * scale, 36 * scale - 2];
      expect(lines).toEqual(edges.flatMap((x) => [x, x + 1]));
    },
  );

  it('draws no outline where an object meets the edge of the image', () => {
    const tile = { ...touching, data: new Uint32Array(40 * 20).fill(7) };
    const pixel = drawLabels({ isFilled: false }, 4, tile);
    expect(pixel(0, 40)).toEqual([0, 0, 0]);
    expect(pixel(159, 40)).toEqual([0, 0, 0]);
  });

  it('surrounds selected objects with white and leaves the others', () => {
    const pixel = drawLabels({ opacity: 0.5, selectedLabels: new Set([9]) });
    expect(pixel(35, 10)).toEqual([255, 255, 255]);
    expect(pixel(4, 10)).not.toEqual([255, 255, 255]);
  });

  it('finds the selected ones among many labels', () => {
    const tile = {
      ...touching,
      data: touching.data.map((label) => (label === 0 ? 0 : label + 70_000)),
    };
    const pixel = drawLabels({ opacity: 0.5, selectedLabels: new Set([3, 70_007]) }, 1, tile);
    expect(pixel(4, 10)).toEqual([255, 255, 255]);
    expect(pixel(35, 10)).not.toEqual([255, 255, 255]);
  });

  it('brightens the object under the pointer', () => {
    const sum = (color: number[]) => color.reduce((total, part) => total + part, 0);
    const plain = drawLabels({ opacity: 0.5 })(12, 10);
    const hovered = drawLabels({ opacity: 0.5, hoveredLabel: 7 })(12, 10);
    expect(sum(hovered)).toBeGreaterThan(sum(plain));
  });

  it('continues outlines over the seam of two tiles, and draws none along it', () => {
    // Object 7 crosses the seam at x = 512; object 9 ends exactly there.
    const row = (x: number, y: number) => {
      if (y >= 4 && y < 16 && x >= 500 && x < 524) return 7;
      return y >= 24 && y < 36 && x >= 500 && x < 512 ? 9 : 0;
    };
    const tileAt = (left: number) => ({
      width: 512,
      height: 40,
      data: new Uint32Array(512 * 40).map((_, i) => row(left + (i % 512), Math.floor(i / 512))),
    });
    const [left, right] = [tileAt(0), tileAt(512)];
    const first = probe.place('labels', left);
    const second = probe.place('labels', right, { ...CORNER, column: 1 });
    probe.renderer.join(first.texture, 'right', left, right);
    probe.renderer.join(second.texture, 'left', right, left);
    const pixel = probe.draw({
      viewport: viewOf(40, 40, 1, [-492, 0]),
      overlay: { ...NO_OVERLAY, mode: 'labels', isFilled: false },
      cells: [
        cellOf({ x: 0, y: 0, width: 512, height: 40 }, { labels: first }),
        cellOf({ x: 512, y: 0, width: 512, height: 40 }, { labels: second }),
      ],
    });
    const linesAt = (y: number) =>
      Array.from({ length: 40 }, (_, x) => x).filter((x) => pixel(x, y).some(Boolean));
    expect(linesAt(10)).toEqual([8, 9, 30, 31]);
    expect(linesAt(30)).toEqual([8, 9, 18, 19]);
  });
});
