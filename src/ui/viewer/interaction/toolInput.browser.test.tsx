import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { userEvent } from 'vitest/browser';
import type { Rectangle } from '#domain/image/rectangle.ts';
import type { ViewerTool } from '#store/slices/viewSlice.ts';
import {
  createViewerHarness,
  EDGE,
  type ViewerHarness,
} from '#ui/viewer/testing/viewerHarness.tsx';
import type { PaintBeginning, ViewerAnnotator } from '#ui/viewer/viewerTypes.ts';

let viewer: ViewerHarness;

beforeEach(() => {
  viewer = createViewerHarness();
});

afterEach(() => {
  viewer.unmount();
  vi.restoreAllMocks();
});

/** Shows the viewer with a tool; what it does is written down. */
async function take(tool: ViewerTool) {
  const strokes: number[][] = [];
  const polygons: number[][] = [];
  const beginnings: PaintBeginning[] = [];
  const calls: unknown[] = [];
  const paintInto = (shapes: number[][]) => (beginning: PaintBeginning) => {
    beginnings.push(beginning);
    const commit = async (points: Float32Array) => shapes.push([...points]);
    return { shownValue: 5, overwritesObjects: true, commit };
  };
  const annotator: ViewerAnnotator = {
    brushRadiusPx: 100,
    beginStroke: paintInto(strokes),
    beginPolygon: paintInto(polygons),
    onPick: (pixel, isAdditive) => calls.push(['pick', pixel, isAdditive]),
    onBox: (area, isAdditive) => calls.push(['box', area, isAdditive]),
    onSplit: (points) => calls.push(['split', points.length / 2]),
    onBrushStep: (steps) => calls.push(['step', steps]),
  };
  const onSelect = (label: number, isAdditive: boolean) =>
    calls.push(['select', label, isAdditive]);
  viewer.show({ tool, annotator, onSelect });
  await viewer.isShown();
  return { strokes, polygons, beginnings, calls };
}

const nextFrame = () =>
  new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve)));

const radii = (stroke: readonly number[] | undefined) =>
  (stroke ?? []).filter((_, i) => i % 3 === 2).map((radius) => Math.round(radius));

describe('brush', () => {
  it('hands over the discs along the way, in px of the image', async () => {
    const { strokes, beginnings } = await take('brush');
    viewer.fire('pointerdown', 100, 100, { shiftKey: true });
    viewer.fire('pointermove', 120, 100);
    viewer.fire('pointerup', 120, 100);
    const [x0 = 0, y0 = 0, , x1 = 0, y1 = 0] = strokes[0] ?? [];
    // 10,000 px in about 300 CSS pixels: 20 of them are some 700 px.
    expect(x1 - x0).toBeGreaterThan(600);
    expect(y1).toBe(y0);
    expect(radii(strokes[0])).toEqual([100, 100]);
    expect(beginnings).toMatchObject([{ isAlternate: true }]);
  });

  it('stays where the hand paints, even if the page around it changes amid a stroke', async () => {
    const { strokes } = await take('brush');
    viewer.fire('pointerdown', 100, 100);
    viewer.fire('pointermove', 120, 100);
    viewer.place(0, 40, 400, 200);
    viewer.fire('pointermove', 140, 100);
    await nextFrame();
    viewer.fire('pointermove', 160, 100);
    viewer.fire('pointerup', 160, 100);
    const [x0 = 0, y0 = 0, , x1 = 0, y1 = 0, , x2 = 0, y2 = 0, , x3 = 0, y3 = 0] = strokes[0] ?? [];
    expect([y1, y2, y3]).toEqual([y0, y0, y0].map((y) => expect.closeTo(y, 0)));
    const step = x1 - x0;
    expect([x2 - x1, x3 - x2]).toEqual([step, step].map((x) => expect.closeTo(x, 0)));
    // Afterwards the whole image is in view again.
    await expect.poll(() => viewer.handle()?.visibleRectangle()).toMatchObject({ height: EDGE });
  });

  it('begins at the right place where the viewer has moved since the last frame', async () => {
    const { strokes } = await take('brush');
    viewer.place(0, 40, 400, 300);
    viewer.fire('pointerdown', 200, 190);
    viewer.fire('pointerup', 200, 190);
    viewer.place(0, 0, 300, 200);
    viewer.fire('pointerdown', 150, 100);
    viewer.fire('pointerup', 150, 100);
    const middle = expect.closeTo(EDGE / 2, -1);
    expect(strokes.map(([x, y]) => [x, y])).toEqual([
      [middle, middle],
      [middle, middle],
    ]);
  });

  it('follows the pressure of a pen, down to a quarter of the radius', async () => {
    const { strokes } = await take('brush');
    const pen = { pointerType: 'pen' } as const;
    viewer.fire('pointerdown', 100, 100, { ...pen, pressure: 0.5 });
    viewer.fire('pointermove', 120, 100, { ...pen, pressure: 1 });
    viewer.fire('pointermove', 140, 100, { ...pen, pressure: 0.01 });
    viewer.fire('pointerup', 140, 100, { ...pen, pressure: 0 });
    expect(radii(strokes[0])).toEqual([50, 100, 25]);
  });

  it('gives the stroke up when a second finger comes to move the image', async () => {
    const { strokes } = await take('brush');
    const finger = { pointerType: 'touch' } as const;
    viewer.fire('pointerdown', 100, 100, finger);
    viewer.fire('pointermove', 110, 100, finger);
    viewer.fire('pointerdown', 200, 100, { ...finger, pointerId: 2 });
    const before = viewer.zoomText();
    viewer.fire('pointermove', 300, 100, { ...finger, pointerId: 2 });
    viewer.fire('pointerup', 300, 100, { ...finger, pointerId: 2 });
    viewer.fire('pointerup', 110, 100, finger);
    await expect.poll(viewer.zoomText).not.toBe(before);
    expect(strokes).toEqual([]);
  });

  it('is sized by the wheel with Shift, which else zooms', async () => {
    const { calls } = await take('brush');
    const turn = (extra: WheelEventInit) =>
      viewer.surface().dispatchEvent(new WheelEvent('wheel', { cancelable: true, ...extra }));
    const before = viewer.zoomText();
    turn({ deltaY: -200, shiftKey: true });
    turn({ deltaX: 100, shiftKey: true });
    expect(calls).toEqual([
      ['step', 2],
      ['step', -1],
    ]);
    expect(viewer.zoomText()).toBe(before);
    turn({ deltaY: -200 });
    await expect.poll(viewer.zoomText).not.toBe(before);
  });

  it('leaves the image to the middle button', async () => {
    const { strokes } = await take('brush');
    viewer.fire('pointerdown', 100, 100, { button: 1 });
    viewer.fire('pointermove', 150, 100);
    viewer.fire('pointerup', 150, 100);
    expect(strokes).toEqual([]);
  });
});

describe('the other tools', () => {
  it('select: a click selects, a drag is a box, Shift adds', async () => {
    const { calls } = await take('select');
    viewer.fire('pointerdown', 100, 100);
    viewer.fire('pointerup', 100, 100, { shiftKey: true });
    viewer.fire('pointerdown', 100, 100);
    viewer.fire('pointermove', 150, 120);
    viewer.fire('pointerup', 150, 120);
    expect(calls[0]).toEqual(['select', expect.any(Number), true]);
    const [name, area, isAdditive] = calls[1] as [string, Rectangle, boolean];
    expect([name, isAdditive]).toEqual(['box', false]);
    expect(area.width).toBeGreaterThan(2 * area.height);
  });

  it('polygon: corners by clicks, taken back and closed by keys', async () => {
    const { polygons } = await take('polygon');
    const corner = (x: number, y: number) => {
      viewer.fire('pointerdown', x, y);
      viewer.fire('pointerup', x, y);
    };
    viewer.surface().focus();
    corner(100, 100);
    corner(200, 100);
    corner(250, 250);
    await userEvent.keyboard('{Backspace}');
    corner(200, 200);
    await userEvent.keyboard('{Enter}');
    expect(polygons.map((points) => points.length)).toEqual([6]);
    corner(100, 100);
    await userEvent.keyboard('{Escape}{Enter}');
    expect(polygons).toHaveLength(1);
  });

  it('split: the line that was drawn; fill and merge: the pixel that was clicked', async () => {
    const split = await take('split');
    viewer.fire('pointerdown', 100, 100);
    viewer.fire('pointermove', 150, 100);
    viewer.fire('pointermove', 200, 110);
    viewer.fire('pointerup', 200, 110);
    expect(split.calls).toEqual([['split', 3]]);
    const fill = await take('fill');
    viewer.fire('pointerdown', 200, 150);
    viewer.fire('pointerup', 200, 150);
    expect(fill.calls).toEqual([['pick', { x: 5000, y: 5000 }, false]]);
    viewer.fire('pointerdown', 2, 150);
    viewer.fire('pointerup', 2, 150);
    expect(fill.calls).toHaveLength(1);
  });
});
