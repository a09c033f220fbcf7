import { frameOf } from '#domain/image/readViewTile.ts';
import type { ViewTile, ViewTileAddress } from '#domain/image/viewTile.ts';
import type { LabelIndex } from '#domain/measurement/labelIndex.ts';
import type { Verdicts } from '#domain/metrics/truth/comparedObjects.ts';
import type { ComparedPlanes } from '#domain/metrics/truth/comparedPlanes.ts';

/**
 * A texel of a comparison holds the predicted object in its lower and the true one in its upper 16
 * bits: the verdict in two bits, above it 14 bits that tell neighbours apart. 0 = background.
 */
export const VERDICT = { none: 0, matched: 1, unmatched: 2, leftOut: 3 } as const;

/** Ids that tell neighbours apart; 0 is none. */
const ID_COUNT = 2 ** 14 - 1;

/** A tile of hits, misses and false objects; above level 0 the first pixel of each block. */
export function readComparisonTile(
  { truth, prediction, leftOut }: ComparedPlanes,
  verdicts: Verdicts,
  address: ViewTileAddress,
): ViewTile {
  const { width, height, left, top, step } = frameOf(truth, address);
  const codeOfTruth = coder(verdicts.truthIndex, verdicts.isFound);
  const codeOfPrediction = coder(verdicts.predictionIndex, verdicts.isRight);
  const data = new Uint32Array(width * height);
  for (let y = 0; y < height; y++) {
    const start = (top + y * step) * truth.width + left;
    for (let x = 0; x < width; x++) {
      const i = start + x * step;
      const truthCode = leftOut?.[i] === 1 ? VERDICT.leftOut : codeOfTruth(truth.data[i] as number);
      const code = codeOfPrediction(prediction.data[i] as number);
      data[y * width + x] = ((truthCode << 16) | code) >>> 0;
    }
  }
  return { width, height, data };
}

function coder(index: LabelIndex, isMatched: Uint8Array): (label: number) => number {
  return (label) => {
    if (label === 0) return VERDICT.none;
    const row = index.rowOf(label);
    const id = (row % ID_COUNT) + 1;
    return (id << 2) | (isMatched[row] === 1 ? VERDICT.matched : VERDICT.unmatched);
  };
}
