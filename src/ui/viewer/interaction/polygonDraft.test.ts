import { describe, expect, it } from 'vitest';
import type { DraftShape, DrawingHost } from '#ui/viewer/interaction/drawings.ts';
import { PolygonDraft } from '#ui/viewer/interaction/polygonDraft.ts';
import { Observable } from '#ui/viewer/scene/observable.ts';

function setUp() {
  const painted: number[][] = [];
  const draft = new Observable<DraftShape | null>(null);
  const viewport = { scale: 2, pixelRatio: 1 };
  const host = {
    draft,
    scene: {
      view: { viewport: { get: () => viewport } },
      annotationAt: () => 0,
      paint: { addPolygon: (points: number[]) => painted.push(points) },
    },
    props: () => ({ annotator: { beginPolygon: () => null } }),
  } as unknown as DrawingHost;
  const polygon = new PolygonDraft(host);
  const corners = (...places: readonly (readonly [number, number])[]) => {
    for (const [x, y] of places) polygon.addCorner({ x, y }, false);
  };
  const shownCorners = () => {
    const shape = draft.get();
    return shape?.kind === 'polygon' ? shape.points.length : 0;
  };
  return { polygon, painted, corners, shownCorners };
}

describe('PolygonDraft', () => {
  it('is closed by Enter, and by its first corner', () => {
    const { polygon, painted, corners, shownCorners } = setUp();
    corners([0, 0], [50, 0], [50, 50]);
    expect(polygon.close()).toBe(true);
    corners([0, 0], [50, 0], [50, 50], [1, 1]);
    expect(painted).toEqual([
      [0, 0, 50, 0, 50, 50],
      [0, 0, 50, 0, 50, 50],
    ]);
    expect(shownCorners()).toBe(0);
  });

  it('is closed by a double click, whose corner counts once', () => {
    const { polygon, painted, corners } = setUp();
    corners([0, 0], [50, 0], [50, 50], [20, 60], [20, 60]);
    polygon.closeByDoubleClick();
    expect(painted).toEqual([[0, 0, 50, 0, 50, 50, 20, 60]]);
  });

  it('takes corners back one by one', () => {
    const { polygon, corners, shownCorners } = setUp();
    corners([0, 0], [50, 0]);
    expect([polygon.removeLast(), shownCorners()]).toEqual([true, 1]);
    expect([polygon.removeLast(), shownCorners()]).toEqual([true, 0]);
    expect(polygon.removeLast()).toBe(false);
  });

  it('paints nothing with fewer than three corners, nor when given up', () => {
    const { polygon, painted, corners, shownCorners } = setUp();
    corners([0, 0], [50, 0]);
    polygon.close();
    expect(shownCorners()).toBe(2);
    expect(polygon.cancel()).toBe(true);
    expect([painted, polygon.isActive, polygon.cancel()]).toEqual([[], false, false]);
  });
});
