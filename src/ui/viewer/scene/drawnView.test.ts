import { describe, expect, it } from 'vitest';
import {
  interpolateView,
  reduceResolution,
  snapToDevicePixels,
} from '#ui/viewer/scene/drawnView.ts';
import { canvasCenter, imageToScreen, type Viewport } from '#ui/viewer/viewport.ts';

const from: Viewport = {
  canvas: { width: 400, height: 300 },
  pixelRatio: 2,
  scale: 1,
  offsetX: -100.4,
  offsetY: 20.6,
};
const to: Viewport = { ...from, scale: 16, offsetX: -3000, offsetY: -900 };

describe('interpolateView', () => {
  it('begins and ends at the two views', () => {
    for (const [fraction, end] of [
      [0, from],
      [1, to],
    ] as const) {
      const view = interpolateView(from, to, fraction);
      expect(view.scale).toBeCloseTo(end.scale, 9);
      expect(view.offsetX).toBeCloseTo(end.offsetX, 6);
      expect(view.offsetY).toBeCloseTo(end.offsetY, 6);
    }
  });

  it('is at the geometric mean of the zooms half-way', () => {
    expect(interpolateView(from, to, 0.5).scale).toBeCloseTo(4, 9);
  });
});

describe('snapToDevicePixels', () => {
  it('puts the corner on a whole pixel, at most half a pixel away', () => {
    expect(snapToDevicePixels(from)).toEqual({ ...from, offsetX: -100, offsetY: 21 });
  });
});

describe('reduceResolution', () => {
  it('shows the same part of the image with fewer pixels', () => {
    const half = reduceResolution(from, 0.5);
    expect(half.canvas).toEqual({ width: 200, height: 150 });
    expect(canvasCenter(half)).toEqual(canvasCenter(from));
    const corner = imageToScreen(from, { x: 50, y: 60 });
    expect(imageToScreen(half, { x: 50, y: 60 })).toEqual({ x: corner.x / 2, y: corner.y / 2 });
  });
});
