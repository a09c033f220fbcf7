import type { RegionSums } from '#domain/measurement/regionSums.ts';

/** Ellipses with the same second moments as the objects, by object. */
export interface Ellipses {
  /** Pixel centres lie at integers. */
  readonly centroidX: Float64Array<ArrayBuffer>;
  readonly centroidY: Float64Array<ArrayBuffer>;
  /** Full lengths in px: 4 standard deviations along the axis. 0 for a single pixel. */
  readonly axisMajor: Float64Array<ArrayBuffer>;
  readonly axisMinor: Float64Array<ArrayBuffer>;
  /** 0 = circle … 1 = line; 0 for a single pixel. */
  readonly eccentricity: Float64Array<ArrayBuffer>;
  /**
   * From the downward y axis to the major axis, −π/2 … π/2, positive towards +x. π/4 where the object
   * has no direction, because both axes are the same.
   */
  readonly orientation: Float64Array<ArrayBuffer>;
}

/**
 * Ellipse of every object.
 *
 * Source: scikit-image `regionprops` (inertia tensor of the pixel centres). We differ from 0.19 for
 * objects with the same variance along x and y, whose orientation had the wrong sign before 0.21
 * (scikit-image issue 6815).
 */
export function fitEllipses(sums: RegionSums): Ellipses {
  const count = sums.area.length;
  const ellipses: Ellipses = {
    centroidX: new Float64Array(count),
    centroidY: new Float64Array(count),
    axisMajor: new Float64Array(count),
    axisMinor: new Float64Array(count),
    eccentricity: new Float64Array(count),
    orientation: new Float64Array(count),
  };
  for (let row = 0; row < count; row++) fitEllipse(sums, row, ellipses);
  return ellipses;
}

function fitEllipse(sums: RegionSums, row: number, ellipses: Ellipses): void {
  const n = sums.area[row] as number;
  const sumX = sums.sumX[row] as number;
  const sumY = sums.sumY[row] as number;
  ellipses.centroidX[row] = (sums.originX[row] as number) + sumX / n;
  ellipses.centroidY[row] = (sums.originY[row] as number) + sumY / n;

  // n² times the covariance matrix: integers, so that equal variances compare as equal.
  const xx = n * (sums.sumXX[row] as number) - sumX * sumX;
  const yy = n * (sums.sumYY[row] as number) - sumY * sumY;
  const xy = n * (sums.sumXY[row] as number) - sumX * sumY;
  const larger = (xx + yy + Math.hypot(xx - yy, 2 * xy)) / 2;
  // The product of the eigenvalues is the determinant; subtracting would cancel for thin objects.
  const smaller = larger === 0 ? 0 : Math.max(0, (xx * yy - xy * xy) / larger);
  ellipses.axisMajor[row] = (4 * Math.sqrt(larger)) / n;
  ellipses.axisMinor[row] = (4 * Math.sqrt(smaller)) / n;
  ellipses.eccentricity[row] = larger === 0 ? 0 : Math.sqrt(Math.max(0, 1 - smaller / larger));
  const hasDirection = xx !== yy || xy !== 0;
  ellipses.orientation[row] = hasDirection ? 0.5 * Math.atan2(2 * xy, yy - xx) : Math.PI / 4;
}
