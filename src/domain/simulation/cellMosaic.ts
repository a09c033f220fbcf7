import { circle } from '#domain/simulation/outline.ts';
import { placeObjects } from '#domain/simulation/placeObjects.ts';
import type { Random } from '#lib/random.ts';

/** Cells that fill the plane; each grows round a circle until it meets its neighbours. */
export interface CellMosaic {
  readonly x: Float32Array<ArrayBuffer>;
  readonly y: Float32Array<ArrayBuffer>;
  readonly radiusPx: Float32Array<ArrayBuffer>;
  readonly bucketColumns: number;
  readonly bucketRows: number;
  /** Cells that may own or border a bucket, by bucket. */
  readonly candidates: readonly (readonly number[])[];
}

/** A pixel and what lies there; filled in anew for each pixel, as an image has many millions. */
export interface SectionPoint {
  /** Pixel of the image. */
  x: number;
  y: number;
  /** The same point on the mosaic, before its borders were bent. */
  bentX: number;
  bentY: number;
  /** Index of the cell that owns the point; −1 where no cell is near. */
  cell: number;
  /** Cell on the other side of the nearest border; −1 where there is none. */
  neighbour: number;
  /** Distance to that border in px, to first order. */
  borderPx: number;
}

const BUCKET_PX = 24;
/** Cells are placed this far beyond the image, so that those at its edge are whole. */
const MARGIN_PX = 110;
/** No gap between circles is wider than this. */
const REACH_PX = 40;
const SMALLEST_RADIUS_PX = 7;
const LARGEST_RADIUS_PX = 62;
const SIZE_SPREAD = 0.62;
/** Placed circles cover about this much of the plane before there is no room for more. */
const PACKED_FRACTION = 0.75;

/** Random cells of very different sizes for an image, the large ones placed first. */
export function randomMosaic(
  width: number,
  height: number,
  medianRadiusPx: number,
  random: Random,
): CellMosaic {
  const outerWidth = width + 2 * MARGIN_PX;
  const outerHeight = height + 2 * MARGIN_PX;
  const radii: number[] = [];
  let area = 0;
  while (area < PACKED_FRACTION * outerWidth * outerHeight) {
    const radiusPx = medianRadiusPx * Math.exp(SIZE_SPREAD * random.normal());
    radii.push(Math.min(LARGEST_RADIUS_PX, Math.max(SMALLEST_RADIUS_PX, radiusPx)));
    area += Math.PI * (radii.at(-1) ?? 0) ** 2;
  }
  radii.sort((first, second) => second - first);
  const circles = placeObjects(
    {
      width: outerWidth,
      height: outerHeight,
      outlines: radii.map(circle),
      touchingFraction: 0,
      gapPx: 1,
      densityAt: () => 1,
    },
    random,
  );
  const cells = {
    x: Float32Array.from(circles, (placed) => placed.x - MARGIN_PX),
    y: Float32Array.from(circles, (placed) => placed.y - MARGIN_PX),
    radiusPx: Float32Array.from(circles, (placed) => placed.outline.largestPx),
  };
  return { ...cells, ...sortIntoBuckets(cells, outerWidth, outerHeight) };
}

function sortIntoBuckets(
  { x, y, radiusPx }: Pick<CellMosaic, 'x' | 'y' | 'radiusPx'>,
  outerWidth: number,
  outerHeight: number,
) {
  const bucketColumns = Math.ceil(outerWidth / BUCKET_PX);
  const bucketRows = Math.ceil(outerHeight / BUCKET_PX);
  const candidates: number[][] = Array.from({ length: bucketColumns * bucketRows }, () => []);
  for (let cell = 0; cell < x.length; cell++) {
    const reach = (radiusPx[cell] as number) + REACH_PX;
    const right = bucketOf((x[cell] as number) + reach, bucketColumns);
    const bottom = bucketOf((y[cell] as number) + reach, bucketRows);
    for (let row = bucketOf((y[cell] as number) - reach, bucketRows); row <= bottom; row++) {
      for (let col = bucketOf((x[cell] as number) - reach, bucketColumns); col <= right; col++) {
        candidates[row * bucketColumns + col]?.push(cell);
      }
    }
  }
  return { bucketColumns, bucketRows, candidates };
}

function bucketOf(position: number, bucketCount: number): number {
  return Math.min(bucketCount - 1, Math.max(0, Math.floor((position + MARGIN_PX) / BUCKET_PX)));
}

/**
 * Finds out which cell owns a point, from its bent coordinates.
 *
 * The owner is the cell whose circle is nearest (additively weighted Voronoi diagram). The excess
 * of the second nearest over the nearest grows by the length of the difference of the two
 * directions per px, which turns it into a distance.
 */
export function lookUp(mosaic: CellMosaic, point: SectionPoint): void {
  const { bentX, bentY } = point;
  const row = bucketOf(bentY, mosaic.bucketRows);
  const column = bucketOf(bentX, mosaic.bucketColumns);
  const bucket = mosaic.candidates[row * mosaic.bucketColumns + column] ?? [];
  point.cell = -1;
  point.neighbour = -1;
  let nearest = Number.POSITIVE_INFINITY;
  let second = Number.POSITIVE_INFINITY;
  for (const cell of bucket) {
    const dx = bentX - (mosaic.x[cell] as number);
    const dy = bentY - (mosaic.y[cell] as number);
    const distance = Math.sqrt(dx * dx + dy * dy) - (mosaic.radiusPx[cell] as number);
    if (distance < nearest) {
      second = nearest;
      point.neighbour = point.cell;
      nearest = distance;
      point.cell = cell;
    } else if (distance < second) {
      second = distance;
      point.neighbour = cell;
    }
  }
  point.borderPx = Number.POSITIVE_INFINITY;
  if (point.neighbour >= 0) point.borderPx = (second - nearest) / growthPerPx(mosaic, point);
}

function growthPerPx(mosaic: CellMosaic, { bentX, bentY, cell, neighbour }: SectionPoint): number {
  const ownX = bentX - (mosaic.x[cell] as number);
  const ownY = bentY - (mosaic.y[cell] as number);
  const otherX = bentX - (mosaic.x[neighbour] as number);
  const otherY = bentY - (mosaic.y[neighbour] as number);
  const own = Math.max(1e-3, Math.sqrt(ownX * ownX + ownY * ownY));
  const other = Math.max(1e-3, Math.sqrt(otherX * otherX + otherY * otherY));
  const growth = Math.hypot(ownX / own - otherX / other, ownY / own - otherY / other);
  // Behind a small cell both directions agree; the estimate would grow without limit there.
  return Math.max(0.5, growth);
}
