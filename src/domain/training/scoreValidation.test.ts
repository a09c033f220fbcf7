import { describe, expect, it } from 'vitest';
import { BACKGROUND, UNANNOTATED } from '#domain/annotation/annotationValues.ts';
import { PROBABILITY_LEVELS } from '#domain/image/probabilityMap.ts';
import { meanValidation, scoreValidation } from '#domain/training/scoreValidation.ts';

const SETTINGS = {
  threshold: 0.5,
  minimumSizePx: 0,
  fillHoles: false,
  removeBorderObjects: false,
  splitTouching: 0,
  growToBorders: false,
};

/** `.` background, `?` not annotated, digits are objects. */
function annotationOf(rows: readonly string[]) {
  const values = [...rows.join('')].map((letter) =>
    letter === '.' ? BACKGROUND : letter === '?' ? UNANNOTATED : Number(letter),
  );
  return { width: rows[0]?.length ?? 0, height: rows.length, data: Uint32Array.from(values) };
}

/** Probability by digit: 0 … 9 tenths. */
function mapOf(rows: readonly string[]) {
  const levels = [...rows.join('')].map((digit) => (Number(digit) / 10) * PROBABILITY_LEVELS);
  return { width: rows[0]?.length ?? 0, height: rows.length, data: Uint16Array.from(levels) };
}

describe('scoreValidation', () => {
  it('is perfect for a perfect prediction, except for its doubts', () => {
    const scores = scoreValidation(
      mapOf(['99000', '99000', '00099']),
      annotationOf(['11...', '11...', '...22']),
      SETTINGS,
    );
    expect(scores).toMatchObject({ iou: 1, f1_50: 1, seg: 1 });
    // Six object pixels at 0.9; background at exactly 0 costs nothing.
    expect(scores?.loss).toBeCloseTo((6 * -Math.log(0.9)) / 15, 3);
  });

  it('counts a missed and an invented object', () => {
    const scores = scoreValidation(
      mapOf(['99000', '99000', '00000', '00090']),
      annotationOf(['11...', '11...', '...2.', '.....']),
      SETTINGS,
    );
    expect(scores).toMatchObject({ iou: 4 / 6, f1_50: 0.5, seg: 0.5 });
  });

  it('does not look where nobody annotated', () => {
    const annotation = annotationOf(['11.??', '11.??']);
    const clean = scoreValidation(mapOf(['99000', '99000']), annotation, SETTINGS);
    const wild = scoreValidation(mapOf(['99099', '99009']), annotation, SETTINGS);
    expect(wild).toEqual(clean);
    expect(clean).toMatchObject({ iou: 1, f1_50: 1, seg: 1 });
  });

  it('has no scores where nothing is annotated', () => {
    expect(scoreValidation(mapOf(['99']), annotationOf(['??']), SETTINGS)).toBeNull();
    expect(meanValidation([])).toBeNull();
  });

  it('refuses a prediction of another size', () => {
    expect(() => scoreValidation(mapOf(['9']), annotationOf(['11']), SETTINGS)).toThrow(
      expect.objectContaining({ code: 'shape-mismatch' }),
    );
  });

  it('averages over images', () => {
    const mean = meanValidation([
      { iou: 1, f1_50: 0.5, seg: 0, loss: 2 },
      { iou: 0, f1_50: 0.5, seg: 1, loss: 4 },
    ]);
    expect(mean).toEqual({ iou: 0.5, f1_50: 0.5, seg: 0.5, loss: 3 });
  });
});
