import { isObjectLabel } from '#domain/annotation/annotationValues.ts';
import type { PixelSpans } from '#domain/annotation/regions/pixelSpans.ts';
import type { Rectangle } from '#domain/image/rectangle.ts';
import type { ViewTile } from '#domain/image/viewTile.ts';

/** What is painted into tiles on the page, ahead of the worker. */
export interface TilePaint {
  readonly spans: PixelSpans;
  readonly value: number;
  /** False leaves texels of other objects as they are. */
  readonly overwritesObjects: boolean;
}

/** Where a tile lies: the pixels it covers, and how many of them each texel stands for. */
export interface TilePlace {
  readonly area: Rectangle;
  readonly level: number;
}

/**
 * Paints into the texels of an annotation tile, as the worker would: a texel of a coarse level is
 * the first pixel of its block.
 *
 * @returns true when a texel may have changed
 */
export function paintTile(tile: ViewTile, place: TilePlace, paint: TilePaint): boolean {
  const { spans } = paint;
  const step = 2 ** place.level;
  const firstRow = Math.max(0, Math.ceil((spans.top - place.area.y) / step));
  const end = spans.top + spans.rows.length - place.area.y;
  let isPainted = false;
  for (let row = firstRow; row < tile.height && row * step < end; row++) {
    const runs = spans.rows[place.area.y + row * step - spans.top] ?? [];
    for (let i = 0; i < runs.length; i += 2) {
      const from = Math.ceil(((runs[i] as number) - place.area.x) / step);
      const to = Math.ceil(((runs[i + 1] as number) - place.area.x) / step);
      const start = Math.max(0, from);
      const stop = Math.min(tile.width, to);
      if (start >= stop) continue;
      paintRun(tile.data, row * tile.width + start, row * tile.width + stop, paint);
      isPainted = true;
    }
  }
  return isPainted;
}

function paintRun(data: ViewTile['data'], start: number, end: number, paint: TilePaint): void {
  const { value, overwritesObjects } = paint;
  if (overwritesObjects) {
    data.fill(value, start, end);
    return;
  }
  for (let i = start; i < end; i++) {
    if (!isObjectLabel(data[i] as number)) data[i] = value;
  }
}

/** The box around spans; `null` when they are empty. */
export function boundsOfSpans({ top, rows }: PixelSpans): Rectangle | null {
  let left = Number.POSITIVE_INFINITY;
  let right = Number.NEGATIVE_INFINITY;
  for (const runs of rows) {
    left = Math.min(left, runs[0] ?? left);
    right = Math.max(right, runs.at(-1) ?? right);
  }
  if (right <= left) return null;
  return { x: left, y: top, width: right - left, height: rows.length };
}
