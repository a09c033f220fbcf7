import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { BACKGROUND, UNANNOTATED } from '#domain/annotation/annotationValues.ts';
import { labelColor } from '#domain/image/labelPalette.ts';
import type { OverlayStyle } from '#ui/viewer/rendering/frame.ts';
import {
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

/** Object 7 on the left, painted background in the middle, nothing on the right of 60 × 20 px. */
const DATA = new Uint32Array(60 * 20).map((_, i) => {
  const third = Math.floor((i % 60) / 20);
  return [7, BACKGROUND, UNANNOTATED][third] ?? UNANNOTATED;
});

function draw(overlay: Partial<OverlayStyle>) {
  const area = { x: 0, y: 0, width: 60, height: 20 };
  return probe.draw({
    viewport: viewOf(60, 20, 1),
    overlay: { ...NO_OVERLAY, mode: 'annotation', ...overlay },
    cells: [
      cellOf(area, { labels: probe.place('annotation', { width: 60, height: 20, data: DATA }) }),
    ],
  });
}

const sum = (color: readonly number[]) => color.reduce((total, part) => total + part, 0);

describe('ImageRenderer: annotation', () => {
  it('draws objects in their colours, and nothing where nobody annotated', () => {
    const pixel = draw({});
    expect(pixel(10, 10)).toEqual(labelColor(7).map((part) => Math.round(part * 255)));
    expect(pixel(50, 10)).toEqual([0, 0, 0]);
  });

  it('tints painted background faintly, in stripes', () => {
    const pixel = draw({});
    const tints = Array.from({ length: 10 }, (_, x) => sum(pixel(25 + x, 10)));
    expect(Math.min(...tints)).toBeGreaterThan(0);
    expect(Math.max(...tints)).toBeGreaterThan(1.5 * Math.min(...tints));
    expect(Math.max(...tints)).toBeLessThan(sum(pixel(10, 10)) / 2);
  });

  it('shows areas also where objects are outlined only', () => {
    const pixel = draw({ isFilled: false });
    expect(sum(pixel(10, 10))).toBeGreaterThan(0);
    expect(sum(pixel(19, 10))).toBeGreaterThan(sum(pixel(10, 10)));
  });

  it('marks selected objects, never background', () => {
    const pixel = draw({ opacity: 0.5, selectedLabels: new Set([7]) });
    expect(pixel(18, 10)).toEqual([255, 255, 255]);
    expect(sum(pixel(22, 10))).toBeLessThan(300);
  });

  it('hides all of it at no opacity', () => {
    const pixel = draw({ opacity: 0 });
    expect([pixel(10, 10), pixel(30, 10), pixel(19, 10)]).toEqual([
      [0, 0, 0],
      [0, 0, 0],
      [0, 0, 0],
    ]);
  });
});
