import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { AppError } from '#lib/errors.ts';
import {
  BASE_PROPS,
  createViewerHarness,
  makeTile,
  type ViewerHarness,
} from '#ui/viewer/testing/viewerHarness.tsx';

let viewer: ViewerHarness;

beforeEach(() => {
  viewer = createViewerHarness();
});

afterEach(() => {
  viewer.unmount();
  vi.restoreAllMocks();
});

const tileCount = (kind: string) =>
  new Set(viewer.reads.filter((read) => read.startsWith(kind))).size;

describe('ImageViewer', () => {
  it('is a focusable application with its name, and describes size, zoom and keys', async () => {
    viewer.show({ selectedLabels: [3, 4] });
    await viewer.isShown();
    expect(viewer.surface().getAttribute('aria-label')).toBe('Image viewer');
    expect(viewer.surface().tabIndex).toBe(0);
    const text = viewer.surface().getAttribute('aria-description');
    expect(text).toMatch(/^10000 × 10000 pixels, zoom 2\.8%\. 2 selected\./);
    expect(document.querySelector('[role=toolbar][aria-label=Zoom]')).not.toBeNull();
    for (const name of ['Fit', '1:1', 'Zoom in', 'Zoom out']) {
      expect(document.querySelector(`button[aria-label="${name}"]`)).not.toBeNull();
    }
    expect(document.querySelector('[aria-label^="Scale bar: "]')).not.toBeNull();
  });

  it('reads only the tiles in view, of the level that fits the zoom', async () => {
    viewer.show();
    await viewer.isShown();
    // At 2.8 % the whole image is one tile of level 5.
    expect(new Set(viewer.reads)).toEqual(new Set(['intensity 5/0/0', 'labels 5/0/0']));
    viewer.reads.length = 0;
    viewer.handle()?.zoomTo(1);
    await expect.poll(() => tileCount('intensity 0/')).toBeGreaterThan(0);
    await expect.poll(() => viewer.zoomText()).toBe('100%');
    const fine = viewer.reads.filter((read) => read.startsWith('intensity'));
    // 400 × 300 px at 1:1 touch at most 2 × 2 tiles.
    expect(new Set(fine).size).toBeLessThanOrEqual(4);
    expect(fine.every((read) => read.startsWith('intensity 0/'))).toBe(true);
  });

  it('reads a layer again when its revision grows, and changed places when told', async () => {
    viewer.show();
    await viewer.isShown();
    viewer.reads.length = 0;
    viewer.show({ revisions: { ...BASE_PROPS.revisions, labels: 1 } });
    await expect.poll(() => [...viewer.reads]).toEqual(['labels 5/0/0']);
    viewer.reads.length = 0;
    viewer.handle()?.invalidate('intensity', { x: 5, y: 5, width: 1, height: 1 });
    await expect.poll(() => [...viewer.reads]).toEqual(['intensity 5/0/0']);
  });

  it('starts afresh with another image', async () => {
    viewer.show();
    await viewer.isShown();
    viewer.handle()?.zoomTo(1);
    await expect.poll(viewer.zoomText).toBe('100%');
    viewer.reads.length = 0;
    viewer.show({
      imageId: 'second',
      width: 800,
      height: 600,
      overlay: { ...BASE_PROPS.overlay, mode: 'none' },
    });
    await expect
      .poll(() => viewer.handle()?.visibleRectangle())
      .toEqual({
        x: 0,
        y: 0,
        width: 800,
        height: 600,
      });
    await expect.poll(() => viewer.reads.at(-1)).toMatch(/^intensity [01]\//);
  });

  it('reports a layer that cannot be read, once', async () => {
    const onTileError = vi.fn();
    viewer.unmount();
    viewer = createViewerHarness((layer, address) => {
      if (layer.kind === 'labels') throw new AppError('worker-died', 'The worker is gone.');
      return makeTile(layer, address);
    });
    viewer.show({ onTileError });
    await expect.poll(() => onTileError.mock.calls.length).toBe(1);
    expect(onTileError.mock.lastCall?.[0].code).toBe('worker-died');
    expect(onTileError.mock.lastCall?.[1]).toEqual({ kind: 'labels' });
  });

  it('says when the graphics are lost and draws again once they are back', async () => {
    viewer.show();
    await viewer.isShown();
    const canvas = document.querySelector('canvas') as HTMLCanvasElement;
    const gl = canvas.getContext('webgl2');
    const loss = gl?.getExtension('WEBGL_lose_context');
    loss?.loseContext();
    await expect.poll(viewer.text).toContain('The graphics driver was reset.');
    loss?.restoreContext();
    await expect.poll(viewer.text).not.toContain('The graphics driver was reset.');
    await expect.poll(() => viewer.pixel(200, 150)).not.toEqual([0, 0, 0]);
  });

  it('says what to do where there is no WebGL 2', async () => {
    vi.spyOn(HTMLCanvasElement.prototype, 'getContext').mockReturnValue(null);
    viewer.show();
    await expect
      .poll(() => document.querySelector('[role=alert]')?.textContent)
      .toMatch(/no WebGL 2.*hardware acceleration/);
  });
});
