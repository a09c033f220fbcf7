import { AppError } from '#lib/errors.ts';

interface Point {
  readonly x: number;
  readonly y: number;
}

interface Size {
  readonly width: number;
  readonly height: number;
}

/**
 * Pixels that a polyline passes through, as flat indices, each once. From one to the next it is a
 * step across an edge, never across a corner, so that no 8-connected path crosses the line.
 *
 * @param points x, y, x, y, … in px, pixel centres at +0.5
 * @throws AppError `invalid-argument` for fewer than two points or numbers that are not finite
 */
export function linePixels(points: ArrayLike<number>, size: Size): number[] {
  if (points.length < 4 || points.length % 2 !== 0) {
    throw new AppError(
      'invalid-argument',
      `A line needs x and y of two points or more, but has ${points.length} numbers.`,
    );
  }
  const pixels = new Set<number>();
  for (let i = 0; i + 3 < points.length; i += 2) {
    const from = { x: points[i] as number, y: points[i + 1] as number };
    const to = { x: points[i + 2] as number, y: points[i + 3] as number };
    if (!Number.isFinite(from.x + from.y + to.x + to.y)) {
      throw new AppError('invalid-argument', 'A line has a point that is not finite.');
    }
    const clipped = clip(from, to, size);
    if (clipped) addSegment(pixels, clipped.from, clipped.to, size);
  }
  return [...pixels];
}

/** The part of a segment that lies in the image (Liang and Barsky 1984). */
function clip(from: Point, to: Point, { width, height }: Size): { from: Point; to: Point } | null {
  const dx = to.x - from.x;
  const dy = to.y - from.y;
  let enter = 0;
  let leave = 1;
  const sides: [number, number][] = [
    [-dx, from.x],
    [dx, width - from.x],
    [-dy, from.y],
    [dy, height - from.y],
  ];
  for (const [outward, room] of sides) {
    if (outward === 0 && room < 0) return null;
    if (outward < 0) enter = Math.max(enter, room / outward);
    if (outward > 0) leave = Math.min(leave, room / outward);
  }
  if (enter > leave) return null;
  const at = (t: number) => ({ x: from.x + t * dx, y: from.y + t * dy });
  return { from: enter === 0 ? from : at(enter), to: leave === 1 ? to : at(leave) };
}

/** Walks from pixel to pixel across their edges (Amanatides and Woo 1987). */
function addSegment(pixels: Set<number>, from: Point, to: Point, { width, height }: Size): void {
  const column = (x: number) => Math.min(width - 1, Math.max(0, Math.floor(x)));
  const row = (y: number) => Math.min(height - 1, Math.max(0, Math.floor(y)));
  const dx = to.x - from.x;
  const dy = to.y - from.y;
  const stepX = Math.sign(dx);
  const stepY = Math.sign(dy);
  let x = column(from.x);
  let y = row(from.y);
  let columnsLeft = Math.abs(column(to.x) - x);
  let rowsLeft = Math.abs(row(to.y) - y);
  pixels.add(y * width + x);
  while (columnsLeft + rowsLeft > 0) {
    // When along the segment the next edge on either side is reached; never past the last pixel.
    const untilX = columnsLeft > 0 ? (x + (stepX > 0 ? 1 : 0) - from.x) / dx : Infinity;
    const untilY = rowsLeft > 0 ? (y + (stepY > 0 ? 1 : 0) - from.y) / dy : Infinity;
    if (untilX < untilY) {
      x += stepX;
      columnsLeft--;
    } else {
      y += stepY;
      rowsLeft--;
    }
    pixels.add(y * width + x);
  }
}
