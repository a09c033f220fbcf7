import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { annotationFrom } from '#domain/annotation/annotation.ts';
import { AnnotationSession } from '#domain/annotation/annotationSession.ts';
import { BACKGROUND, isObjectLabel } from '#domain/annotation/annotationValues.ts';
import { bruteForceEdit } from '#testing/bruteForceEdits.ts';
import { readGrid, showGrid } from '#testing/labelGrids.ts';

/** What filling holes makes of a picture; `z` is background, `.` unannotated. */
function fill(text: string, labels: readonly number[] | null = null): string[] {
  const { width, height, data } = readGrid(text);
  const pixels = Uint32Array.from(data, (value) => (value === 35 ? BACKGROUND : value));
  const image = { width, height, data: pixels };
  const session = new AnnotationSession(annotationFrom({ labels: image, classes: new Map() }));
  session.edit({ kind: 'fill-holes', labels });
  const after = session.annotation.data;
  return showGrid(
    Array.from(after, (value) => (value === BACKGROUND ? 35 : value)),
    width,
  );
}

describe('filling holes', () => {
  it('fills background and what is unannotated, of all objects or some', () => {
    const grid = `111.222
                  1.1.2z2
                  111.222`;
    expect(fill(grid)).toEqual(['111.222', '111.222', '111.222']);
    expect(fill(grid, [2, 9])).toEqual(['111.222', '1.1.222', '111.222']);
  });

  it('leaves a hole with another object in it', () => {
    const grid = `1111111
                  1.....1
                  1.222.1
                  1.2.2.1
                  1.222.1
                  1.....1
                  1111111`;
    expect(fill(grid)).toEqual([
      '1111111',
      '1.....1',
      '1.222.1',
      '1.222.1',
      '1.222.1',
      '1.....1',
      '1111111',
    ]);
  });

  it('leaves what reaches the border of the image or leaks through a corner', () => {
    expect(fill('11.11 1...1 11111')).toEqual(['11.11', '1...1', '11111']);
    expect(fill('..... .111. .1.1. ..11. .....')).toEqual([
      '.....',
      '.111.',
      '.1.1.',
      '..11.',
      '.....',
    ]);
  });

  it('agrees with a flood of the whole image from every pixel', () => {
    const width = 9;
    const value = fc.oneof(
      { weight: 6, arbitrary: fc.constant(1) },
      { weight: 2, arbitrary: fc.constantFrom(0, BACKGROUND) },
      { weight: 2, arbitrary: fc.constant(2) },
    );
    let filledCount = 0;
    fc.assert(
      fc.property(fc.array(value, { minLength: 72, maxLength: 72 }), (pixels) => {
        const labels = { width, height: 8, data: Uint32Array.from(pixels) };
        const session = new AnnotationSession(annotationFrom({ labels, classes: new Map() }));
        const plain = { ...labels, data: pixels, classes: new Map(), nextLabel: 3 };
        const edit = { kind: 'fill-holes', labels: null } as const;
        const expected = bruteForceEdit(plain, edit)?.data;
        session.edit(edit);
        expect([...session.annotation.data]).toEqual(expected);
        const holds = (list: readonly number[]) => list.filter(isObjectLabel).length;
        if (holds(expected ?? []) > holds(pixels)) filledCount++;
      }),
      { numRuns: 150 },
    );
    // Random pictures: some fill nothing, but a test that never fills would prove nothing.
    expect(filledCount).toBeGreaterThan(5);
  }, 240_000);
});
