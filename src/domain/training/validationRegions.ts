import { isObjectLabel, UNANNOTATED } from '#domain/annotation/annotationValues.ts';
import type { LabelImage } from '#domain/image/labelImage.ts';
import type { Rectangle } from '#domain/image/rectangle.ts';
import { createRandom, type Random } from '#lib/random.ts';

/** Smaller pieces than this would cut most objects apart. */
const SMALLEST_EDGE_PX = 320;
/** Places tried for a piece, each around an annotated pixel; the best one is taken. */
const TRIES = 8;
/** Keeps this draw apart from the other ones of the same seed. */
const STREAM = 0x7a11d;

/**
 * Which part of each image is validated on, so that together they hold about `budgetPx` pixels:
 * whole images where that is enough, else seeded pieces of a seeded choice of images.
 *
 * @returns by image; `null` = not validated on
 */
export function chooseValidationRegions(
  annotations: readonly LabelImage[],
  budgetPx: number,
  seed: number,
): readonly (Rectangle | null)[] {
  const random = createRandom(seed, STREAM);
  const bounds = annotations.map(annotatedBounds);
  const usable = bounds.flatMap((bound, index) => (bound ? [index] : []));
  const order = random.shuffle(usable);
  const regions = annotations.map<Rectangle | null>(() => null);
  let leftPx = budgetPx;
  for (const [place, index] of order.entries()) {
    const bound = bounds[index];
    const annotation = annotations[index];
    if (!bound || !annotation) continue;
    if (place > 0 && leftPx < SMALLEST_EDGE_PX ** 2) break;
    const sharePx = Math.max(SMALLEST_EDGE_PX ** 2, leftPx / (order.length - place));
    const region = pieceOf(annotation, bound, sharePx, random);
    regions[index] = region;
    leftPx -= region.width * region.height;
  }
  return regions;
}

/** Smallest rectangle that holds every annotated pixel; `null` when there is none. */
export function annotatedBounds({ width, height, data }: LabelImage): Rectangle | null {
  let left = width;
  let right = -1;
  let top = -1;
  let bottom = -1;
  for (let y = 0; y < height; y++) {
    const start = y * width;
    let first = 0;
    while (first < width && data[start + first] === UNANNOTATED) first++;
    if (first === width) continue;
    let last = width - 1;
    while (data[start + last] === UNANNOTATED) last--;
    if (top < 0) top = y;
    bottom = y;
    left = Math.min(left, first);
    right = Math.max(right, last);
  }
  if (bottom < 0) return null;
  return { x: left, y: top, width: right - left + 1, height: bottom - top + 1 };
}

/**
 * The whole of `bound`, or a piece of at most about `areaPx`: of several places around annotated
 * pixels, around those of objects where there are any, the one with most object pixels, then with
 * most annotated ones. So it is never a place where there is nothing to judge.
 */
function pieceOf(
  annotation: LabelImage,
  bound: Rectangle,
  areaPx: number,
  random: Random,
): Rectangle {
  if (bound.width * bound.height <= areaPx) return bound;
  const edge = Math.sqrt(areaPx);
  const width = Math.min(bound.width, Math.round(Math.max(edge, areaPx / bound.height)));
  const height = Math.min(bound.height, Math.max(1, Math.floor(areaPx / width)));
  const whole = countIn(annotation, bound);
  let best: Rectangle = { x: bound.x, y: bound.y, width, height };
  let bestCount: PixelCounts = { objects: -1, annotated: -1 };
  for (let i = 0; i < TRIES; i++) {
    const isWanted = whole.objects > 0 ? isObjectLabel : isAnnotated;
    const wanted = whole.objects > 0 ? whole.objects : whole.annotated;
    const pixel = pixelOfRank(annotation, isWanted, random.integer(0, wanted - 1));
    const place = (at: number, start: number, length: number, edgePx: number) =>
      Math.max(start, Math.min(start + length - edgePx, at - random.integer(0, edgePx - 1)));
    const x = place(pixel % annotation.width, bound.x, bound.width, width);
    const y = place(Math.floor(pixel / annotation.width), bound.y, bound.height, height);
    const piece = { x, y, width, height };
    const count = countIn(annotation, piece);
    if (isMore(count, bestCount)) {
      best = piece;
      bestCount = count;
    }
  }
  return best;
}

interface PixelCounts {
  readonly objects: number;
  readonly annotated: number;
}

function isMore(count: PixelCounts, other: PixelCounts): boolean {
  if (count.objects !== other.objects) return count.objects > other.objects;
  return count.annotated > other.annotated;
}

function countIn({ width, data }: LabelImage, piece: Rectangle): PixelCounts {
  let objects = 0;
  let annotated = 0;
  for (let y = piece.y; y < piece.y + piece.height; y++) {
    for (let x = piece.x; x < piece.x + piece.width; x++) {
      const value = data[y * width + x] as number;
      if (value === UNANNOTATED) continue;
      annotated++;
      if (isObjectLabel(value)) objects++;
    }
  }
  return { objects, annotated };
}

function isAnnotated(value: number): boolean {
  return value !== UNANNOTATED;
}

/** Index of the wanted pixel number `rank` (from 0) in raster order. */
function pixelOfRank(
  { data }: LabelImage,
  isWanted: (value: number) => boolean,
  rank: number,
): number {
  let left = rank;
  for (let i = 0; i < data.length; i++) {
    if (!isWanted(data[i] as number)) continue;
    if (left === 0) return i;
    left--;
  }
  return 0;
}

/** The part of a label image that lies in `region`. */
export function cropLabels({ width, data }: LabelImage, region: Rectangle): LabelImage {
  const cropped = new Uint32Array(region.width * region.height);
  for (let y = 0; y < region.height; y++) {
    const start = (region.y + y) * width + region.x;
    cropped.set(data.subarray(start, start + region.width), y * region.width);
  }
  return { width: region.width, height: region.height, data: cropped };
}
