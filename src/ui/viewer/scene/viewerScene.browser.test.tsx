import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { labelColor } from '#domain/image/labelPalette.ts';
import type { ViewLayer, ViewTile, ViewTileAddress } from '#domain/image/viewTile.ts';
import {
  BASE_PROPS,
  createViewerHarness,
  makeTile,
  type ViewerHarness,
} from '#ui/viewer/testing/viewerHarness.tsx';
import type { ImageViewerProps, ViewerOverlay } from '#ui/viewer/viewerTypes.ts';

const MASK_COLOR = [204, 121, 167];

/** At 1:1 about the middle, a seam of tiles lies between these two CSS pixels. */
const LEFT_OF_SEAM = [100, 100] as const;
const RIGHT_OF_SEAM = [380, 100] as const;
const RIGHT_TILE = '0/10/9';

const OVERLAY: ViewerOverlay = { ...BASE_PROPS.overlay, opacity: 1, hasProbability: true };

let viewer: ViewerHarness;
/** Every pixel of the label layer. */
let label: number;
/** Holds back the tile on the right until it is resolved. */
let gate: Promise<void> | null;

beforeEach(() => {
  label = 1;
  gate = null;
  viewer = createViewerHarness(readUniformLabels);
});

afterEach(() => {
  viewer.unmount();
  vi.restoreAllMocks();
});

async function readUniformLabels(layer: ViewLayer, address: ViewTileAddress): Promise<ViewTile> {
  const tile = makeTile(layer, address);
  if (layer.kind !== 'labels') return tile;
  const data = new Uint32Array(tile.data.length).fill(label);
  if (`${address.level}/${address.column}/${address.row}` === RIGHT_TILE) await gate;
  return { ...tile, data };
}

/** Shows the middle at 1:1 with no intensities under the overlay, so that colours are exact. */
async function showMiddle(props: Partial<ImageViewerProps>): Promise<void> {
  viewer.show({ channels: [], overlay: OVERLAY, ...props });
  await expect.poll(() => viewer.handle()?.visibleRectangle()).toBeTruthy();
  viewer.handle()?.zoomTo(1);
  await expect.poll(() => viewer.zoomText()).toBe('100%');
}

function colors(): number[][] {
  return [viewer.pixel(...LEFT_OF_SEAM), viewer.pixel(...RIGHT_OF_SEAM)];
}

function colorOf(ofLabel: number): number[] {
  return labelColor(ofLabel).map((part) => Math.round(part * 255));
}

function closeGate(): () => void {
  let open = () => {};
  gate = new Promise((resolve) => {
    open = resolve;
  });
  return open;
}

/** Long enough for all tiles that are not held back. */
async function untilRead(count: number): Promise<void> {
  await expect.poll(() => viewer.reads.length).toBeGreaterThanOrEqual(count);
  await new Promise((resolve) => setTimeout(resolve, 200));
}

describe('ViewerScene', () => {
  it('changes to new objects in one picture, not tile by tile', async () => {
    await showMiddle({});
    await expect.poll(colors).toEqual([colorOf(1), colorOf(1)]);
    label = 2;
    const open = closeGate();
    viewer.reads.length = 0;
    viewer.show({
      channels: [],
      overlay: OVERLAY,
      revisions: { ...BASE_PROPS.revisions, labels: 1 },
    });
    // The whole image and the four tiles in view.
    await untilRead(5);
    expect(colors()).toEqual([colorOf(1), colorOf(1)]);
    open();
    await expect.poll(colors).toEqual([colorOf(2), colorOf(2)]);
  });

  it('keeps the mask until the objects that follow it are all there', async () => {
    await showMiddle({ overlay: { ...OVERLAY, mode: 'mask' } });
    await expect.poll(colors).toEqual([MASK_COLOR, MASK_COLOR]);
    const open = closeGate();
    viewer.reads.length = 0;
    viewer.show({
      channels: [],
      overlay: OVERLAY,
      revisions: { ...BASE_PROPS.revisions, labels: 1 },
    });
    await untilRead(5);
    expect(colors()).toEqual([MASK_COLOR, MASK_COLOR]);
    open();
    await expect.poll(colors).toEqual([colorOf(1), colorOf(1)]);
  });

  it('has the mask ready in the frame after a slider moves', async () => {
    await showMiddle({});
    await expect.poll(colors).toEqual([colorOf(1), colorOf(1)]);
    await expect.poll(() => viewer.reads.filter((read) => read.startsWith('prob')).length).toBe(5);
    viewer.reads.length = 0;
    await new Promise((resolve) => setTimeout(resolve, 200));
    viewer.show({ channels: [], overlay: { ...OVERLAY, mode: 'mask', threshold: 0.7 } });
    await expect.poll(colors).toEqual([MASK_COLOR, MASK_COLOR]);
    expect(viewer.reads).toEqual([]);
  });

  it('draws only what changed: a place that was told, without touching the rest', async () => {
    await showMiddle({});
    await expect.poll(colors).toEqual([colorOf(1), colorOf(1)]);
    label = 2;
    viewer.handle()?.invalidate('labels', { x: 5130, y: 4900, width: 10, height: 10 });
    await expect.poll(colors).toEqual([colorOf(1), colorOf(2)]);
  });
});
