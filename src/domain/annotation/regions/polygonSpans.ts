import { type PixelSpans, SpanCollector } from '#domain/annotation/regions/pixelSpans.ts';
import { AppError } from '#lib/errors.ts';

/**
 * Pixels whose centre lies inside a polygon by the even-odd rule; of centres on an edge, those on
 * left and upper edges count, so that polygons side by side share no pixel.
 *
 * @param points x, y, x, y, … in px, pixel centres at +0.5; closed by itself
 * @throws AppError `invalid-argument` for fewer than three points or numbers that are not finite
 */
export function polygonSpans(
  points: ArrayLike<number>,
  size: { readonly width: number; readonly height: number },
): PixelSpans {
  if (points.length < 6 || points.length % 2 !== 0) {
    throw new AppError(
      'invalid-argument',
      `A polygon needs x and y of three points or more, but has ${points.length} numbers.`,
    );
  }
  let top = Infinity;
  let bottom = -Infinity;
  for (let i = 0; i < points.length; i += 2) {
    const y = points[i + 1] as number;
    if (!Number.isFinite((points[i] as number) + y)) {
      throw new AppError('invalid-argument', 'A polygon has a point that is not finite.');
    }
    top = Math.min(top, Math.floor(y));
    bottom = Math.max(bottom, Math.ceil(y));
  }
  const spans = new SpanCollector(size, top, bottom);
  crossingsByRow(points, spans).forEach((crossings, row) => {
    crossings.sort((a, b) => a - b);
    for (let i = 0; i + 1 < crossings.length; i += 2) {
      const start = Math.ceil((crossings[i] as number) - 0.5);
      spans.add(spans.top + row, start, Math.ceil((crossings[i + 1] as number) - 0.5));
    }
  });
  return spans.finish();
}

/** Where the polygon's edges cross the middle of each row. */
function crossingsByRow(
  points: ArrayLike<number>,
  { top, bottom }: { readonly top: number; readonly bottom: number },
): number[][] {
  const rows = Array.from({ length: bottom - top }, (): number[] => []);
  for (let i = 0; i < points.length; i += 2) {
    const j = (i + 2) % points.length;
    const x0 = points[i] as number;
    const y0 = points[i + 1] as number;
    const x1 = points[j] as number;
    const y1 = points[j + 1] as number;
    const first = Math.max(top, Math.ceil(Math.min(y0, y1) - 0.5));
    const last = Math.min(bottom, Math.ceil(Math.max(y0, y1) - 0.5));
    for (let y = first; y < last; y++) {
      rows[y - top]?.push(x0 + ((y + 0.5 - y0) * (x1 - x0)) / (y1 - y0));
    }
  }
  return rows;
}
