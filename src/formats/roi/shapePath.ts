import type { FileBudget } from '#formats/objects/fileBudget.ts';
import { corruptFile } from '#formats/refusals.ts';
import { HEADER, SEGMENT } from '#formats/roi/roiLayout.ts';

/** Straight pieces that stand for a curve. */
const CURVE_STEPS = 16;
/** Numbers that follow each kind of segment. */
const SEGMENT_WORDS: ReadonlyMap<number, number> = new Map([
  [SEGMENT.moveTo, 2],
  [SEGMENT.lineTo, 2],
  [SEGMENT.quadTo, 4],
  [SEGMENT.cubicTo, 6],
  [SEGMENT.close, 0],
]);

/**
 * Rings of a composite: a path of 32-bit floats, each segment its kind and its points.
 *
 * @throws AppError `corrupt-file`, `too-large`
 */
export function readShapeRings(
  view: DataView,
  length: number,
  budget: FileBudget,
): readonly Float64Array<ArrayBuffer>[] {
  if (HEADER.bytes + 4 * length > view.byteLength) {
    throw corruptFile(`A composite ROI should have a path of ${length} numbers, but ends early.`);
  }
  budget.takePoints(length);
  const word = (i: number) => view.getFloat32(HEADER.bytes + 4 * i);
  const rings: number[][] = [];
  let ring: number[] = [];
  for (let at = 0; at < length; ) {
    const kind = word(at);
    const count = SEGMENT_WORDS.get(kind);
    if (count === undefined || at + count >= length) {
      throw corruptFile('The path of a composite ROI is damaged.');
    }
    const points = Array.from({ length: count }, (_, i) => word(at + 1 + i));
    at += 1 + count;
    if (kind === SEGMENT.moveTo) {
      ring = points;
      rings.push(ring);
    } else if (count === 2) ring.push(...points);
    else if (count > 2) {
      budget.takePoints(CURVE_STEPS);
      addCurve(ring, points);
    }
  }
  return rings.map((corners) => Float64Array.from(corners));
}

/** A Bézier curve from the last corner of `ring`, by de Casteljau's construction. */
function addCurve(ring: number[], points: readonly number[]): void {
  const control = [...ring.slice(-2), ...points];
  for (let step = 1; step <= CURVE_STEPS; step++) {
    const share = step / CURVE_STEPS;
    let level = control;
    while (level.length > 2) {
      level = level.slice(2).map((value, i) => (level[i] as number) * (1 - share) + value * share);
    }
    ring.push(...level);
  }
}
