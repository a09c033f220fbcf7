import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { userEvent } from 'vitest/browser';
import {
  createViewerHarness,
  EDGE,
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

describe('ViewerInput', () => {
  it('zooms and pans by keyboard', async () => {
    viewer.show();
    await viewer.isShown();
    viewer.surface().focus();
    await userEvent.keyboard('1');
    await expect.poll(viewer.zoomText).toBe('100%');
    await userEvent.keyboard('+');
    await expect.poll(viewer.zoomText).toBe('141%');
    await userEvent.keyboard('-');
    await expect.poll(viewer.zoomText).toBe('100%');
    const before = viewer.handle()?.visibleRectangle()?.x ?? 0;
    await userEvent.keyboard('{ArrowRight}');
    expect(viewer.handle()?.visibleRectangle()?.x).toBe(before + 40);
    await userEvent.keyboard('0');
    await expect.poll(viewer.zoomText).toBe('2.8%');
  });

  it('zooms about the pointer with the wheel', async () => {
    viewer.show();
    await viewer.isShown();
    const wheel = () =>
      new WheelEvent('wheel', { clientX: 300, clientY: 100, deltaY: -200, cancelable: true });
    const pixelUnderPointer = () => {
      viewer.fire('pointermove', 300, 100, { pointerType: 'mouse' });
      return (
        viewer
          .text()
          .match(/x (\d+), y (\d+)/)
          ?.slice(1)
          .map(Number) ?? []
      );
    };
    await expect.poll(pixelUnderPointer).toHaveLength(2);
    const [x = 0, y = 0] = pixelUnderPointer();
    for (let turn = 0; turn < 8; turn++) viewer.surface().dispatchEvent(wheel());
    await expect.poll(viewer.zoomText).toBe('70%');
    await expect
      .poll(() =>
        pixelUnderPointer().map((part, axis) => Math.abs(part - (axis === 0 ? x : y)) <= 36),
      )
      .toEqual([true, true]);
  });

  it('reports what is under the pointer, exact once the fine tile is there', async () => {
    const onHover = vi.fn();
    viewer.show({ onHover });
    await viewer.isShown();
    viewer.handle()?.focusObject({ x: 3500, y: 2500, width: 20, height: 20 });
    await expect
      .poll(() => {
        viewer.fire('pointermove', 200, 150, { pointerType: 'mouse' });
        return onHover.mock.lastCall?.[0]?.intensities[0]?.isExact;
      })
      .toBe(true);
    const { x, y, label, intensities } = onHover.mock.lastCall?.[0] ?? {};
    expect(label).toBe(24);
    expect(intensities).toEqual([{ channel: 0, name: 'DAPI', intensity: x + y, isExact: true }]);
    viewer.fire('pointerleave', 200, 150);
    await expect.poll(() => onHover.mock.lastCall?.[0]).toBeNull();
  });

  it('selects by click, adds with Shift, and takes a drag for a pan', async () => {
    const onSelect = vi.fn();
    viewer.show({ onSelect });
    await viewer.isShown();
    viewer.fire('pointerdown', 195, 145);
    viewer.fire('pointerup', 195, 145);
    viewer.fire('pointerdown', 80, 40);
    viewer.fire('pointerup', 80, 40, { shiftKey: true });
    viewer.fire('pointerdown', 200, 150);
    viewer.fire('pointermove', 150, 150);
    viewer.fire('pointerup', 150, 150);
    expect(onSelect.mock.calls).toEqual([
      [45, false],
      [11, true],
    ]);
  });

  it('draws a rectangle in image pixels; Escape gives it up; Enter takes the visible part', async () => {
    const onRectangle = vi.fn();
    viewer.show({ tool: 'rectangle', onRectangle });
    await viewer.isShown();
    viewer.fire('pointerdown', 100, 50);
    viewer.fire('pointermove', 200, 150);
    await expect.poll(() => document.querySelectorAll('svg rect').length).toBe(1);
    viewer.surface().focus();
    await userEvent.keyboard('{Escape}');
    viewer.fire('pointerup', 200, 150);
    expect(onRectangle).not.toHaveBeenCalled();
    viewer.fire('pointerdown', 200, 150);
    viewer.fire('pointermove', 100, 50);
    viewer.fire('pointerup', 100, 50);
    const area = onRectangle.mock.lastCall?.[0];
    // 100 CSS px at 284 px of canvas for 10,000 px of image.
    expect(Math.abs(area.width - (100 * EDGE) / 284)).toBeLessThan(3);
    expect(area.x + area.width).toBeCloseTo(EDGE / 2, -1);
    await userEvent.keyboard('{Enter}');
    expect(onRectangle.mock.lastCall?.[0]).toEqual({ x: 0, y: 0, width: EDGE, height: EDGE });
  });
});
