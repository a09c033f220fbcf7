import { type Outline, radiusTowards } from '#domain/simulation/outline.ts';
import type { Random } from '#lib/random.ts';

/** An outline at its place; `x`, `y` is its centre, inside the image. */
export interface PlacedObject {
  readonly x: number;
  readonly y: number;
  readonly outline: Outline;
}

/** What to place, and how close. */
export interface Placement {
  readonly width: number;
  readonly height: number;
  /** One object each, in this order, as far as there is room. */
  readonly outlines: readonly Outline[];
  /** Share of the objects that are put against another one, 0…1. */
  readonly touchingFraction: number;
  /** Least distance between the borders of objects that do not touch. */
  readonly gapPx: number;
  /** Probability to accept a place, 0…1: makes crowded and empty regions. */
  readonly densityAt: (x: number, y: number) => number;
}

const TRIES_PER_OBJECT = 80;
/** Touching borders overlap by this share of the two radii, so that no gap shows. */
const CONTACT = 0.95;
/** An object put against one neighbour may reach this much into others. */
const LEAST_CONTACT = 0.9;

/**
 * Objects at random places, some against each other, none on top of another. A grid of buckets
 * keeps the cost per object the same however many there are.
 *
 * @returns as many of the outlines as found room, in order
 */
export function placeObjects(placement: Placement, random: Random): readonly PlacedObject[] {
  const { outlines, touchingFraction } = placement;
  const largestPx = outlines.reduce((max, outline) => Math.max(max, outline.largestPx), 1);
  const grid = new BucketGrid(placement.width, placement.height, 2 * largestPx + placement.gapPx);
  const placed: PlacedObject[] = [];
  for (const outline of outlines) {
    const wantsContact = placed.length > 0 && random.uniform() < touchingFraction;
    for (let attempt = 0; attempt < TRIES_PER_OBJECT; attempt++) {
      // Where contacts find no room any more, the object goes to a place of its own.
      const touches = wantsContact && attempt < TRIES_PER_OBJECT / 2;
      const candidate = touches
        ? placeAgainst(
            placed[random.integer(0, placed.length - 1)] as PlacedObject,
            outline,
            random,
          )
        : placeAnywhere(placement, outline, random);
      const gapPx = touches ? null : placement.gapPx;
      if (candidate && isInside(placement, candidate) && grid.hasRoom(candidate, gapPx)) {
        grid.add(candidate);
        placed.push(candidate);
        break;
      }
    }
  }
  return placed;
}

function placeAgainst(neighbour: PlacedObject, outline: Outline, random: Random): PlacedObject {
  const angle = random.uniform(0, 2 * Math.PI);
  const dx = Math.cos(angle);
  const dy = Math.sin(angle);
  const reach = radiusTowards(neighbour.outline, dx, dy) + radiusTowards(outline, -dx, -dy);
  return {
    x: neighbour.x + CONTACT * reach * dx,
    y: neighbour.y + CONTACT * reach * dy,
    outline,
  };
}

function placeAnywhere(
  { width, height, densityAt }: Placement,
  outline: Outline,
  random: Random,
): PlacedObject | null {
  const x = random.uniform(-0.5, width - 0.5);
  const y = random.uniform(-0.5, height - 0.5);
  return random.uniform() < densityAt(x, y) ? { x, y, outline } : null;
}

function isInside({ width, height }: Placement, { x, y }: PlacedObject): boolean {
  return x >= 0 && y >= 0 && x <= width - 1 && y <= height - 1;
}

/** Objects by square buckets as wide as two objects, so that only nine buckets are looked at. */
class BucketGrid {
  private readonly bucketPx: number;
  private readonly columns: number;
  private readonly rows: number;
  private readonly buckets: PlacedObject[][] = [];

  constructor(width: number, height: number, bucketPx: number) {
    this.bucketPx = bucketPx;
    this.columns = Math.ceil(width / bucketPx);
    this.rows = Math.ceil(height / bucketPx);
  }

  add(object: PlacedObject): void {
    const index = this.rowOf(object.y) * this.columns + this.columnOf(object.x);
    const bucket = this.buckets[index];
    if (bucket) bucket.push(object);
    else this.buckets[index] = [object];
  }

  /** Whether an object fits; `gapPx` null lets borders touch. */
  hasRoom(object: PlacedObject, gapPx: number | null): boolean {
    const column = this.columnOf(object.x);
    const row = this.rowOf(object.y);
    for (let y = Math.max(0, row - 1); y <= Math.min(this.rows - 1, row + 1); y++) {
      for (let x = Math.max(0, column - 1); x <= Math.min(this.columns - 1, column + 1); x++) {
        const bucket = this.buckets[y * this.columns + x] ?? [];
        if (bucket.some((other) => collides(object, other, gapPx))) return false;
      }
    }
    return true;
  }

  private columnOf(x: number): number {
    return Math.floor(x / this.bucketPx);
  }

  private rowOf(y: number): number {
    return Math.floor(y / this.bucketPx);
  }
}

function collides(first: PlacedObject, second: PlacedObject, gapPx: number | null): boolean {
  const dx = second.x - first.x;
  const dy = second.y - first.y;
  const distance = Math.hypot(dx, dy);
  if (distance >= first.outline.largestPx + second.outline.largestPx + (gapPx ?? 0)) return false;
  const reach = radiusTowards(first.outline, dx, dy) + radiusTowards(second.outline, -dx, -dy);
  return distance < (gapPx === null ? LEAST_CONTACT * reach : reach + gapPx);
}
