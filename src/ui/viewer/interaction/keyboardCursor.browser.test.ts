import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { userEvent } from 'vitest/browser';
import type { ViewerTool } from '#store/slices/viewSlice.ts';
import { createViewerHarness, type ViewerHarness } from '#ui/viewer/testing/viewerHarness.tsx';
import type { ViewerAnnotator } from '#ui/viewer/viewerTypes.ts';

let viewer: ViewerHarness;

beforeEach(() => {
  viewer = createViewerHarness();
});

afterEach(() => {
  viewer.unmount();
  vi.restoreAllMocks();
});

/** Shows the viewer with a tool and the focus on it; what it does is written down. */
async function take(tool: ViewerTool) {
  const calls: { readonly what: string; readonly points: readonly number[] }[] = [];
  const note = (what: string) => (points: Float32Array) => {
    calls.push({ what, points: [...points] });
    return Promise.resolve();
  };
  const paint = (what: string) => () => ({
    shownValue: 5,
    overwritesObjects: true,
    commit: note(what),
  });
  const annotator: ViewerAnnotator = {
    brushRadiusPx: 100,
    beginStroke: paint('stroke'),
    beginPolygon: paint('polygon'),
    onPick: ({ x, y }) => calls.push({ what: 'pick', points: [x, y] }),
    onBox: ({ x, y, width, height }) => calls.push({ what: 'box', points: [x, y, width, height] }),
    onSplit: note('split'),
    onBrushStep: () => undefined,
  };
  const onSelect = (label: number) => calls.push({ what: 'select', points: [label] });
  viewer.show({ tool, annotator, onSelect });
  await viewer.isShown();
  viewer.surface().focus();
  return calls;
}

const press = (keys: string) => userEvent.keyboard(keys);
const crosshair = () => document.querySelector('[data-crosshair]');

it('paints a stroke from where the brush is put down to where it is lifted', async () => {
  const calls = await take('brush');
  await press('{ArrowRight}');
  expect(crosshair()).not.toBeNull();
  await press(' {ArrowRight}{ArrowRight}{ArrowDown} ');
  const [stroke] = calls;
  expect(calls).toHaveLength(1);
  expect(stroke?.what).toBe('stroke');
  const xs = (stroke?.points ?? []).filter((_, i) => i % 3 === 0);
  const ys = (stroke?.points ?? []).filter((_, i) => i % 3 === 1);
  expect(xs.length).toBeGreaterThanOrEqual(3);
  expect(Math.max(...xs)).toBeGreaterThan(Math.min(...xs));
  expect(ys.at(-1)).toBeGreaterThan(ys[0] ?? Number.NaN);
});

it('gives a stroke up with Escape', async () => {
  const calls = await take('brush');
  await press('{ArrowRight}{Enter}{ArrowRight}{Escape}{ArrowRight}');
  expect(calls).toEqual([]);
  await press('{Enter}{Enter}');
  expect(calls.map(({ what }) => what)).toEqual(['stroke']);
});

it('cuts, fills, selects and sets corners', async () => {
  const cuts = await take('split');
  await press('{ArrowRight} {ArrowRight} ');
  expect(cuts.map(({ what }) => what)).toEqual(['split']);
  const fills = await take('fill');
  await press('{ArrowRight} ');
  expect(fills.map(({ what }) => what)).toEqual(['pick']);
  const chosen = await take('select');
  await press('{ArrowRight}{Enter}{Enter}');
  expect(chosen.map(({ what }) => what)).toEqual(['select']);
  const boxes = await take('select');
  await press('{ArrowRight}{Enter}{ArrowRight}{ArrowDown}{Enter}');
  expect(boxes.map(({ what }) => what)).toEqual(['box']);
  const polygons = await take('polygon');
  await press('{ArrowRight} {ArrowRight}{ArrowRight} {ArrowDown}{ArrowDown} {Enter}');
  expect(polygons.map(({ what }) => what)).toEqual(['polygon']);
  expect(polygons[0]?.points).toHaveLength(6);
});

it('leaves with the tool, and the arrows pan again', async () => {
  await take('brush');
  await press('{ArrowRight}');
  expect(crosshair()).not.toBeNull();
  await take('pan');
  await press('{ArrowRight}');
  expect(crosshair()).toBeNull();
});
