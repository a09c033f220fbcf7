import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { BACKGROUND, isObjectLabel, UNANNOTATED } from '#domain/annotation/annotationValues.ts';
import type { LabelImage } from '#domain/image/labelImage.ts';
import { cutTouchingObjects, objectAreas } from '#domain/training/cutTouchingObjects.ts';

/** Rows of `.` (not annotated), `_` (background) and digits. */
function annotate(...rows: string[]): LabelImage {
  const data = Uint32Array.from(rows.join(''), (letter) => {
    if (letter === '.') return UNANNOTATED;
    return letter === '_' ? BACKGROUND : Number(letter);
  });
  return { width: rows[0]?.length ?? 0, height: rows.length, data };
}

/** Pairs of 8-neighbours with different ids. */
function countContacts({ width, height, data }: LabelImage): number {
  let contacts = 0;
  const steps = [
    [1, 0],
    [0, 1],
    [1, 1],
    [-1, 1],
  ] as const;
  for (let i = 0; i < data.length; i++) {
    const id = data[i] as number;
    for (const [dx, dy] of steps) {
      const x = (i % width) + dx;
      const y = Math.floor(i / width) + dy;
      if (x < 0 || x >= width || y >= height) continue;
      const other = data[y * width + x] as number;
      if (isObjectLabel(id) && isObjectLabel(other) && other !== id) contacts++;
    }
  }
  return contacts;
}

describe('cutTouchingObjects', () => {
  it('takes the gap from the larger object', () => {
    const cut = cutTouchingObjects(annotate('111222222', '111222222'));

    expect(cut).toEqual(annotate('111_22222', '111_22222'));
  });

  it('cuts where only corners touch', () => {
    const cut = cutTouchingObjects(annotate('11__', '11__', '__22', '__22', '__22'));

    expect(cut).toEqual(annotate('11__', '11__', '___2', '__22', '__22'));
  });

  it('leaves apart what is apart, and what is not annotated', () => {
    const annotation = annotate('11_22..33');

    expect(cutTouchingObjects(annotation)).toEqual(annotation);
  });

  it('keeps a small object whole inside a large one', () => {
    const cut = cutTouchingObjects(annotate('11111', '11111', '11211', '11111', '11111'));

    expect(cut).toEqual(annotate('11111', '1___1', '1_2_1', '1___1', '11111'));
  });

  it('wipes out no object and lets none touch, unless one would vanish', () => {
    const images = fc.array(fc.constantFrom(0, BACKGROUND, 1, 2, 3, 4), {
      minLength: 64,
      maxLength: 64,
    });
    fc.assert(
      fc.property(images, (values) => {
        const annotation = { width: 8, height: 8, data: Uint32Array.from(values) };
        const before = objectAreas(annotation.data);

        const cut = cutTouchingObjects(annotation);

        const after = objectAreas(cut.data);
        expect(new Set(after.keys())).toEqual(new Set(before.keys()));
        const isAnyWhole = [...before].some(([id, area]) => area > 0 && after.get(id) === area);
        expect(isAnyWhole || before.size === 0).toBe(true);
      }),
    );
  });

  it('leaves no contact between objects of usual size', () => {
    const edge = 60;
    const data = new Uint32Array(edge * edge);
    for (let i = 0; i < data.length; i++) {
      const column = Math.floor((i % edge) / 7);
      data[i] = 1 + column + 9 * Math.floor(Math.floor(i / edge) / 9);
    }
    const mosaic = { width: edge, height: edge, data };

    expect(countContacts(mosaic)).toBeGreaterThan(0);
    expect(countContacts(cutTouchingObjects(mosaic))).toBe(0);
  });
});
