/** Smooth random function of the plane: about −1 … 1, mean 0, features about 1 apart. */
export type SmoothNoise = (x: number, y: number) => number;

/** Unit gradients at the lattice points, in eight directions. */
const DIAGONAL = Math.SQRT1_2;
const GRADIENT_X = Float64Array.of(1, -1, 0, 0, DIAGONAL, -DIAGONAL, DIAGONAL, -DIAGONAL);
const GRADIENT_Y = Float64Array.of(0, 0, 1, -1, DIAGONAL, DIAGONAL, -DIAGONAL, -DIAGONAL);

/**
 * A smooth random function that needs no memory: values come from a hash of the lattice.
 *
 * Source: Perlin 2002 (gradient noise), with a 32-bit integer hash in place of his table.
 */
export function smoothNoise(seed: number): SmoothNoise {
  const salt = Math.imul(seed | 0, 0x9e3779b1) ^ 0x5bd1e995;
  return (x, y) => {
    const left = Math.floor(x);
    const top = Math.floor(y);
    const dx = x - left;
    const dy = y - top;
    const upperLeft = slope(hashPoint(salt, left, top), dx, dy);
    const upperRight = slope(hashPoint(salt, left + 1, top), dx - 1, dy);
    const lowerLeft = slope(hashPoint(salt, left, top + 1), dx, dy - 1);
    const lowerRight = slope(hashPoint(salt, left + 1, top + 1), dx - 1, dy - 1);
    const across = dx * dx * dx * (dx * (dx * 6 - 15) + 10);
    const down = dy * dy * dy * (dy * (dy * 6 - 15) + 10);
    const upper = upperLeft + (upperRight - upperLeft) * across;
    const lower = lowerLeft + (lowerRight - lowerLeft) * across;
    return Math.SQRT2 * (upper + (lower - upper) * down);
  };
}

/** Height at (dx, dy) of a plane through 0 whose gradient the hash selects. */
function slope(hash: number, dx: number, dy: number): number {
  const direction = hash >>> 29;
  return (GRADIENT_X[direction] as number) * dx + (GRADIENT_Y[direction] as number) * dy;
}

/** A well mixed 32-bit integer for a lattice point, the same for the same salt. */
export function hashPoint(salt: number, x: number, y: number): number {
  let mixed = salt ^ Math.imul(x | 0, 0x27d4eb2d) ^ Math.imul(y | 0, 0x165667b1);
  mixed = Math.imul(mixed ^ (mixed >>> 15), 0x2c1b3c6d);
  mixed = Math.imul(mixed ^ (mixed >>> 12), 0x297a2d39);
  return mixed ^ (mixed >>> 15);
}

/** The upper bits of a hash as a number from 0 to 1. */
export function fractionOf(hash: number): number {
  return (hash >>> 8) / 0xffffff;
}
