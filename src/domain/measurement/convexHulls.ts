import type { RowExtents } from '#domain/measurement/rowExtents.ts';

/*
 * A pixel counts as the diamond of its four edge midpoints, as in scikit-image. The hull of diamonds
 * is bounded by two chains that run down its left and its right side. In coordinates doubled to
 * integers, and with x negated for the right side, both are the same problem: the lower convex
 * envelope of x over y. Everything stays exact.
 */

/** Properties of the objects' convex hulls, by object. */
export interface ConvexHulls {
  /** Pixels whose centre lies in the hull or on its edge. */
  readonly area: Float64Array<ArrayBuffer>;
  /** Largest distance between two points of the outline of those pixels, in px. */
  readonly feretDiameter: Float64Array<ArrayBuffer>;
}

/**
 * Convex area and Feret diameter of every object.
 *
 * Source: scikit-image `convex_hull_image` (with offset coordinates) and `feret_diameter_max`.
 *
 * @param imageHeight bounds the height of an object
 */
export function measureConvexHulls(extents: RowExtents, imageHeight: number): ConvexHulls {
  const count = extents.start.length - 1;
  const area = new Float64Array(count);
  const feretDiameter = new Float64Array(count);
  const scratch = {
    left: createChain(imageHeight),
    right: createChain(imageHeight),
    hullY: new Int32Array(imageHeight),
    hullLeft: new Int32Array(imageHeight),
    hullRight: new Int32Array(imageHeight),
  };
  const { left, right, hullY, hullLeft, hullRight } = scratch;
  for (let row = 0; row < count; row++) {
    const from = extents.start[row] as number;
    const to = extents.start[row + 1] as number;
    const yFirst = extents.y[from] as number;
    const hullHeight = (extents.y[to - 1] as number) - yFirst + 1;
    traceChain(left, extents.y, extents.left, { from, to, sign: 1 });
    traceChain(right, extents.y, extents.right, { from, to, sign: -1 });
    rasterizeChain(left, yFirst, hullLeft.subarray(0, hullHeight), 1);
    rasterizeChain(right, yFirst, hullRight.subarray(0, hullHeight), -1);
    let pixels = 0;
    for (let k = 0; k < hullHeight; k++) {
      hullY[k] = yFirst + k;
      pixels += (hullRight[k] as number) - (hullLeft[k] as number) + 1;
    }
    area[row] = pixels;

    // The hull of the hull's pixels is a little larger than the hull itself.
    traceChain(left, hullY, hullLeft, { from: 0, to: hullHeight, sign: 1 });
    traceChain(right, hullY, hullRight, { from: 0, to: hullHeight, sign: -1 });
    feretDiameter[row] = largestDistance(left, right);
  }
  return { area, feretDiameter };
}

/** One side of a hull from top to bottom, in doubled coordinates, x negated for the right side. */
interface Chain {
  readonly x: Float64Array;
  readonly y: Float64Array;
  length: number;
}

function createChain(imageHeight: number): Chain {
  const capacity = 2 * imageHeight + 1;
  return { x: new Float64Array(capacity), y: new Float64Array(capacity), length: 0 };
}

interface Span {
  readonly from: number;
  readonly to: number;
  /** 1 for the left side, −1 for the right side. */
  readonly sign: 1 | -1;
}

function traceChain(chain: Chain, y: Int32Array, edge: Int32Array, span: Span): void {
  chain.length = 0;
  for (let k = span.from; k < span.to; k++) {
    const centerX = 2 * span.sign * (edge[k] as number);
    const centerY = 2 * (y[k] as number);
    extendChain(chain, centerX, centerY - 1);
    extendChain(chain, centerX - 1, centerY);
    extendChain(chain, centerX, centerY + 1);
  }
}

/** Adds a point that lies not above the last one, and drops those that it makes needless. */
function extendChain(chain: Chain, x: number, y: number): void {
  const { x: xs, y: ys } = chain;
  let last = chain.length - 1;
  if (last >= 0 && ys[last] === y) {
    if (x >= (xs[last] as number)) return;
    last--;
  }
  while (last >= 1) {
    const x1 = xs[last] as number;
    const y1 = ys[last] as number;
    const isOutward =
      (x1 - (xs[last - 1] as number)) * (y - y1) < (x - x1) * (y1 - (ys[last - 1] as number));
    if (isOutward) break;
    last--;
  }
  xs[last + 1] = x;
  ys[last + 1] = y;
  chain.length = last + 2;
}

/** Outermost pixel column inside the chain for each image row from `yFirst` on. */
function rasterizeChain(chain: Chain, yFirst: number, columns: Int32Array, sign: 1 | -1): void {
  const { x: xs, y: ys } = chain;
  let point = 0;
  for (let k = 0; k < columns.length; k++) {
    const y = 2 * (yFirst + k);
    while ((ys[point + 1] as number) < y) point++;
    const x0 = xs[point] as number;
    const y0 = ys[point] as number;
    const dx = (xs[point + 1] as number) - x0;
    const dy = (ys[point + 1] as number) - y0;
    // Numerator and denominator are integers, so the quotient is rounded up without error.
    columns[k] = sign * Math.ceil((x0 * dy + dx * (y - y0)) / (2 * dy));
  }
}

/** Largest distance between two points of the chains, in px. */
function largestDistance(left: Chain, right: Chain): number {
  const squared = Math.max(
    largestSquare(left, left, 1),
    largestSquare(right, right, 1),
    largestSquare(left, right, -1),
  );
  return Math.sqrt(squared) / 2;
}

function largestSquare(a: Chain, b: Chain, sign: 1 | -1): number {
  let largest = 0;
  for (let i = 0; i < a.length; i++) {
    const x = sign * (a.x[i] as number);
    const y = a.y[i] as number;
    for (let j = 0; j < b.length; j++) {
      const dx = x - (b.x[j] as number);
      const dy = y - (b.y[j] as number);
      const square = dx * dx + dy * dy;
      if (square > largest) largest = square;
    }
  }
  return largest;
}
