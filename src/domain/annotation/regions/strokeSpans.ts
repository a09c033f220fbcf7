import { type PixelSpans, SpanCollector } from '#domain/annotation/regions/pixelSpans.ts';
import { AppError } from '#lib/errors.ts';

interface Disc {
  readonly x: number;
  readonly y: number;
  readonly radiusPx: number;
}

/** A straight piece of outline. */
interface Side {
  readonly x0: number;
  readonly y0: number;
  readonly x1: number;
  readonly y1: number;
}

/**
 * Pixels whose centre a disc covers on its way along a polyline; its radius changes evenly from
 * point to point. The pixel under each point belongs to it even when the disc is smaller.
 *
 * @param points x, y, radiusPx, x, y, radiusPx, … in px, pixel centres at +0.5
 * @throws AppError `invalid-argument` without a point, or for numbers that are no disc
 */
export function strokeSpans(
  points: ArrayLike<number>,
  size: { readonly width: number; readonly height: number },
): PixelSpans {
  const discs = readDiscs(points);
  let top = Infinity;
  let bottom = -Infinity;
  for (const { y, radiusPx } of discs) {
    top = Math.min(top, Math.floor(y - radiusPx));
    bottom = Math.max(bottom, Math.ceil(y + radiusPx));
  }
  const spans = new SpanCollector(size, top, bottom);
  discs.forEach((disc, i) => {
    if (i === 0 || discs.length === 1) addSweep(spans, disc, disc);
    if (i > 0) addSweep(spans, discs[i - 1] as Disc, disc);
    spans.add(Math.floor(disc.y), Math.floor(disc.x), Math.floor(disc.x) + 1);
  });
  return spans.finish();
}

function readDiscs(points: ArrayLike<number>): Disc[] {
  const discs: Disc[] = [];
  for (let i = 0; i + 2 < points.length; i += 3) {
    const x = points[i] as number;
    const y = points[i + 1] as number;
    const radiusPx = points[i + 2] as number;
    if (!(Number.isFinite(x + y) && radiusPx >= 0 && radiusPx < Infinity)) {
      throw new AppError(
        'invalid-argument',
        `A stroke cannot have a disc at (${x}, ${y}) with a radius of ${radiusPx} px; give finite numbers and no negative radius.`,
      );
    }
    discs.push({ x, y, radiusPx });
  }
  if (discs.length > 0 && points.length % 3 === 0) return discs;
  throw new AppError(
    'invalid-argument',
    `A stroke needs x, y and a radius for one point or more, but has ${points.length} numbers.`,
  );
}

/**
 * Adds the convex hull of two discs: what a disc covers on its way from one to the other. A row of
 * a convex shape is one run, which begins and ends on an arc or on a tangent.
 */
function addSweep(spans: SpanCollector, from: Disc, to: Disc): void {
  const sides = tangents(from, to);
  const first = Math.floor(Math.min(from.y - from.radiusPx, to.y - to.radiusPx) - 0.5);
  const last = Math.ceil(Math.max(from.y + from.radiusPx, to.y + to.radiusPx) - 0.5);
  for (let y = Math.max(first, spans.top); y <= Math.min(last, spans.bottom - 1); y++) {
    let left = Infinity;
    let right = -Infinity;
    for (const disc of [from, to]) {
      const dy = y + 0.5 - disc.y;
      const square = disc.radiusPx * disc.radiusPx - dy * dy;
      if (square < 0) continue;
      const half = Math.sqrt(square);
      left = Math.min(left, disc.x - half);
      right = Math.max(right, disc.x + half);
    }
    for (const side of sides) {
      const x = crossing(side, y + 0.5);
      left = Math.min(left, x ?? Infinity);
      right = Math.max(right, x ?? -Infinity);
    }
    if (left <= right) spans.add(y, Math.ceil(left - 0.5), Math.floor(right - 0.5) + 1);
  }
}

/** The two outer tangents; none when one disc lies in the other. */
function tangents(from: Disc, to: Disc): Side[] {
  const dx = to.x - from.x;
  const dy = to.y - from.y;
  const distance = Math.hypot(dx, dy);
  const along = (from.radiusPx - to.radiusPx) / distance;
  if (!(Math.abs(along) < 1)) return [];
  const across = Math.sqrt(1 - along * along);
  return [across, -across].map((side) => {
    const normalX = (along * dx - side * dy) / distance;
    const normalY = (along * dy + side * dx) / distance;
    return {
      x0: from.x + from.radiusPx * normalX,
      y0: from.y + from.radiusPx * normalY,
      x1: to.x + to.radiusPx * normalX,
      y1: to.y + to.radiusPx * normalY,
    };
  });
}

/** Where a side meets the line at height `y`. */
function crossing({ x0, y0, x1, y1 }: Side, y: number): number | null {
  if (y < Math.min(y0, y1) || y > Math.max(y0, y1) || y0 === y1) return null;
  return x0 + ((y - y0) / (y1 - y0)) * (x1 - x0);
}
