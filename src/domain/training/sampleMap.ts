import type { AugmentationSettings } from '#domain/training/augmentationSettings.ts';
import {
  CONTROL_POINTS,
  controlShares,
  displacementsOfRow,
  drawElasticField,
  type ElasticField,
} from '#domain/training/elasticField.ts';
import type { Random } from '#lib/random.ts';

/** Where the pixels of a sample come from in the image: one inverse map of all that moves pixels. */
export interface SampleMap {
  /** Position in the image of the sample's centre, px. */
  readonly centre: { readonly x: number; readonly y: number };
  /** Rotation, mirroring and scaling about the centre, row-major. */
  readonly matrix: readonly [xx: number, xy: number, yx: number, yy: number];
  /** Added to positions in the sample before the matrix. */
  readonly field: ElasticField;
}

/** A random map about `centre`: the shift is in the centre, which the caller draws. */
export function drawSampleMap(
  centre: SampleMap['centre'],
  settings: AugmentationSettings,
  random: Random,
): SampleMap {
  const angle = settings.rotate ? random.uniform(0, 2 * Math.PI) : 0;
  const mirror = settings.mirror && random.uniform() < 0.5 ? -1 : 1;
  const [low, high] = settings.scaleRange;
  const scale = low === high ? low : Math.exp(random.uniform(Math.log(low), Math.log(high)));
  const cos = Math.cos(angle) / scale;
  const sin = Math.sin(angle) / scale;
  return {
    centre,
    matrix: [cos * mirror, -sin, sin * mirror, cos],
    field: drawElasticField(settings.elasticSigmaPx, random),
  };
}

/** The map that takes the image as it is. */
export function plainSampleMap(centre: SampleMap['centre']): SampleMap {
  const count = CONTROL_POINTS ** 2;
  const field = { x: new Float64Array(count), y: new Float64Array(count) };
  return { centre, matrix: [1, 0, 0, 1], field };
}

/** Positions in the image, px from the centre of its first pixel, of one row of a sample. */
export interface RowPositions {
  readonly x: Float64Array;
  readonly y: Float64Array;
}

/** Calls `visit` with the positions of every row of the sample; the arrays are reused. */
export function visitRows(
  map: SampleMap,
  edgePx: number,
  visit: (row: number, positions: RowPositions) => void,
): void {
  const { centre, matrix, field } = map;
  const [xx, xy, yx, yy] = matrix;
  const shares = controlShares(edgePx);
  const positions = { x: new Float64Array(edgePx), y: new Float64Array(edgePx) };
  const middle = (edgePx - 1) / 2;
  for (let row = 0; row < edgePx; row++) {
    const [xLeft, xMiddle, xRight] = displacementsOfRow(field.x, shares, row);
    const [yLeft, yMiddle, yRight] = displacementsOfRow(field.y, shares, row);
    for (let column = 0; column < edgePx; column++) {
      const left = shares[3 * column] as number;
      const half = shares[3 * column + 1] as number;
      const right = shares[3 * column + 2] as number;
      const u = column - middle + left * xLeft + half * xMiddle + right * xRight;
      const v = row - middle + left * yLeft + half * yMiddle + right * yRight;
      positions.x[column] = centre.x + xx * u + xy * v;
      positions.y[column] = centre.y + yx * u + yy * v;
    }
    visit(row, positions);
  }
}
