import type { Random } from '#lib/random.ts';

/** Control points per axis (Ronneberger 2015, sec. 3.1: "a coarse 3 by 3 grid"). */
export const CONTROL_POINTS = 3;

/** Displacements in px at 3 × 3 control points, row by row. */
export interface ElasticField {
  readonly x: Float64Array;
  readonly y: Float64Array;
}

/**
 * Random displacements, each coordinate Gaussian with mean 0.
 *
 * @param sigmaPx 10 in Ronneberger 2015; 0 = none
 */
export function drawElasticField(sigmaPx: number, random: Random): ElasticField {
  const count = CONTROL_POINTS ** 2;
  const x = new Float64Array(count);
  const y = new Float64Array(count);
  if (sigmaPx > 0) {
    for (let i = 0; i < count; i++) {
      x[i] = random.normal(0, sigmaPx);
      y[i] = random.normal(0, sigmaPx);
    }
  }
  return { x, y };
}

/**
 * Share of each of the three control points in the displacement at positions 0 … edge − 1 of an
 * axis, [edge, 3]. The grid spans the sample: its points lie on the first, the middle and the last
 * position, and displacements there are the drawn ones. Between them, cubic convolution; beyond the
 * grid, the outermost points are repeated.
 *
 * Source: Keys 1981 (a = −1/2), applied along one axis after the other: bicubic.
 */
export function controlShares(edge: number): Float64Array {
  const shares = new Float64Array(edge * CONTROL_POINTS);
  const lastPoint = CONTROL_POINTS - 1;
  for (let i = 0; i < edge; i++) {
    const position = edge > 1 ? (i / (edge - 1)) * lastPoint : 0;
    const cell = Math.min(Math.floor(position), lastPoint - 1);
    for (let point = cell - 1; point <= cell + 2; point++) {
      const repeated = Math.min(lastPoint, Math.max(0, point));
      const at = i * CONTROL_POINTS + repeated;
      shares[at] = (shares[at] as number) + cubicKernel(position - point);
    }
  }
  return shares;
}

function cubicKernel(offset: number): number {
  const t = Math.abs(offset);
  if (t <= 1) return (1.5 * t - 2.5) * t * t + 1;
  if (t < 2) return ((-0.5 * t + 2.5) * t - 4) * t + 2;
  return 0;
}

/** Displacements along one coordinate at the control points' columns, for row `y` of the sample. */
export function displacementsOfRow(
  controls: Float64Array,
  shares: Float64Array,
  y: number,
): readonly [left: number, middle: number, right: number] {
  const row = y * CONTROL_POINTS;
  const column = (x: number) => {
    let sum = 0;
    for (let i = 0; i < CONTROL_POINTS; i++) {
      sum += (shares[row + i] as number) * (controls[i * CONTROL_POINTS + x] as number);
    }
    return sum;
  };
  return [column(0), column(1), column(2)];
}
