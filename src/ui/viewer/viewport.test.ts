import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  centerOn,
  clampRectangle,
  fitImage,
  fitScale,
  focusRectangle,
  imageToScreen,
  panBy,
  resizeCanvas,
  scaleLimits,
  screenToImage,
  type Viewport,
  visibleRectangle,
  zoomAt,
} from '#ui/viewer/viewport.ts';

const image = { width: 2000, height: 1000 };
const blank: Viewport = {
  canvas: { width: 816, height: 616 },
  pixelRatio: 1,
  scale: 1,
  offsetX: 0,
  offsetY: 0,
};
const fitted = fitImage(blank, image);

/** Any view that zooming and panning can reach from the fitted one. */
const reachableView = fc
  .tuple(
    fc.double({ min: 0, max: 816, noNaN: true }),
    fc.double({ min: 0, max: 616, noNaN: true }),
    fc.double({ min: 0.05, max: 50, noNaN: true }),
    fc.integer({ min: -900, max: 900 }),
    fc.integer({ min: -900, max: 900 }),
  )
  .map(([x, y, factor, dx, dy]) => panBy(zoomAt(fitted, image, { x, y }, factor), image, dx, dy));

describe('imageToScreen and screenToImage', () => {
  it('undo each other', () => {
    fc.assert(
      fc.property(reachableView, fc.integer({ min: 0, max: 1999 }), (view, x) => {
        const back = screenToImage(view, imageToScreen(view, { x, y: x / 2 }));
        expect(back.x).toBeCloseTo(x, 6);
        expect(back.y).toBeCloseTo(x / 2, 6);
      }),
    );
  });
});

describe('fitImage', () => {
  it('shows the whole image in the middle, with its margin', () => {
    expect(fitted.scale).toBe(0.4);
    expect(imageToScreen(fitted, { x: 0, y: 0 })).toEqual({ x: 8, y: 108 });
    expect(imageToScreen(fitted, { x: 2000, y: 1000 })).toEqual({ x: 808, y: 508 });
  });

  it('magnifies an image that is smaller than the canvas', () => {
    expect(fitScale({ width: 80, height: 60 }, blank)).toBe(10);
  });

  it('needs twice the margin in device pixels on a dense screen', () => {
    expect(fitScale(image, { ...blank, pixelRatio: 2 })).toBe((816 - 32) / 2000);
  });
});

describe('zoomAt', () => {
  it('keeps the point under the pointer while the image fills the canvas', () => {
    const view = centerOn(blank, image, { x: 1000, y: 500 }, 4);
    fc.assert(
      fc.property(
        fc.integer({ min: 0, max: 816 }),
        fc.integer({ min: 0, max: 616 }),
        fc.double({ min: 0.9, max: 8, noNaN: true }),
        (x, y, factor) => {
          const before = screenToImage(view, { x, y });
          const after = screenToImage(zoomAt(view, image, { x, y }, factor), { x, y });
          expect(after.x).toBeCloseTo(before.x, 6);
          expect(after.y).toBeCloseTo(before.y, 6);
        },
      ),
    );
  });

  it('stops at its limits', () => {
    const { min, max } = scaleLimits(image, blank);
    expect(zoomAt(fitted, image, { x: 0, y: 0 }, 1e9).scale).toBe(max);
    expect(zoomAt(fitted, image, { x: 0, y: 0 }, 1e-9).scale).toBe(min);
    expect(max).toBe(64);
    expect(min).toBe(0.1);
  });
});

describe('panBy', () => {
  it('never moves the image away from the middle of the canvas', () => {
    fc.assert(
      fc.property(reachableView, (view) => {
        const middle = screenToImage(view, { x: 408, y: 308 });
        expect(middle.x).toBeGreaterThanOrEqual(-1e-6);
        expect(middle.x).toBeLessThanOrEqual(2000 + 1e-6);
        expect(middle.y).toBeGreaterThanOrEqual(-1e-6);
        expect(middle.y).toBeLessThanOrEqual(1000 + 1e-6);
      }),
    );
  });
});

describe('resizeCanvas', () => {
  it('keeps the middle, and the size on screen when the density changes', () => {
    const view = centerOn(blank, image, { x: 700, y: 300 }, 2);
    const dense = resizeCanvas(view, image, { width: 1000, height: 900 }, 2);
    expect(dense.scale).toBe(4);
    expect(screenToImage(dense, { x: 500, y: 450 })).toEqual({ x: 700, y: 300 });
  });
});

describe('focusRectangle', () => {
  const view = centerOn(blank, image, { x: 1000, y: 500 }, 1);

  it('leaves the view alone when the object is well in sight', () => {
    expect(focusRectangle(view, image, { x: 900, y: 450, width: 60, height: 60 })).toBe(view);
  });

  it('leaves the view alone for any object while the whole image is in sight', () => {
    for (const x of [0, 1900]) {
      for (const y of [0, 900]) {
        const corner = { x, y, width: 100, height: 100 };
        expect(focusRectangle(fitted, image, corner)).toBe(fitted);
      }
    }
  });

  it('moves where the object is cut by the edge of the canvas', () => {
    const cut = { x: 1380, y: 450, width: 60, height: 60 };
    expect(focusRectangle(view, image, cut).offsetX).toBeLessThan(view.offsetX);
  });

  it('moves without zooming when the object is large enough but out of sight', () => {
    const moved = focusRectangle(view, image, { x: 1800, y: 450, width: 60, height: 60 });
    expect(moved.scale).toBe(1);
    expect(imageToScreen(moved, { x: 1830, y: 480 })).toEqual({ x: 408, y: 308 });
  });

  it('zooms in on an object that looks tiny', () => {
    const zoomed = focusRectangle(view, image, { x: 900, y: 450, width: 10, height: 6 });
    expect(zoomed.scale).toBe((0.25 * 616) / 10);
  });

  it('zooms out until a large object fits', () => {
    const near = centerOn(blank, image, { x: 1000, y: 500 }, 8);
    const target = { x: 900, y: 450, width: 200, height: 100 };
    const away = focusRectangle(near, image, target);
    expect(target.width * away.scale).toBeLessThan(816);
    expect(target.height * away.scale).toBeLessThan(616);
  });
});

describe('visibleRectangle', () => {
  it('holds exactly the pixels that touch the canvas', () => {
    const view = centerOn(
      { ...blank, canvas: { width: 10, height: 10 } },
      image,
      { x: 7.5, y: 5.5 },
      2,
    );
    // 10 px at scale 2 see 5 image pixels: x from 5 to 10, y from 3 to 8.
    expect(visibleRectangle(view, image)).toEqual({ x: 5, y: 3, width: 5, height: 5 });
  });

  it('is the whole image in the fitted view', () => {
    expect(visibleRectangle(fitted, image)).toEqual({ x: 0, y: 0, width: 2000, height: 1000 });
  });
});

describe('clampRectangle', () => {
  it('takes the corners in any order and stays inside the image', () => {
    expect(clampRectangle({ x: 12.2, y: 30 }, { x: -4, y: 10.7 }, image)).toEqual({
      x: 0,
      y: 10,
      width: 13,
      height: 20,
    });
  });

  it('is null beside the image', () => {
    expect(clampRectangle({ x: -9, y: 0 }, { x: -1, y: 50 }, image)).toBeNull();
  });
});
