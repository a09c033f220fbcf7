import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { BACKGROUND, isObjectLabel } from '#domain/annotation/annotationValues.ts';
import type { LabelImage } from '#domain/image/labelImage.ts';
import { NO_OBJECT, visitNearestObjects } from '#domain/training/nearestObjects.ts';

interface Distances {
  readonly nearest: number[];
  readonly second: number[];
}

function measure(annotation: LabelImage): Distances {
  const result: Distances = { nearest: [], second: [] };
  visitNearestObjects(annotation, (_y, nearest, second) => {
    result.nearest.push(...nearest);
    result.second.push(...second);
  });
  return result;
}

/** Every pixel against every object pixel. */
function measureByForce({ width, height, data }: LabelImage): Distances {
  const result: Distances = { nearest: [], second: [] };
  for (let i = 0; i < width * height; i++) {
    const byObject = new Map<number, number>();
    data.forEach((id, j) => {
      if (!isObjectLabel(id)) return;
      const squared =
        ((i % width) - (j % width)) ** 2 + (Math.floor(i / width) - Math.floor(j / width)) ** 2;
      byObject.set(id, Math.min(byObject.get(id) ?? NO_OBJECT, squared));
    });
    const [nearest = NO_OBJECT, second = NO_OBJECT] = [...byObject.values()].sort((a, b) => a - b);
    result.nearest.push(nearest);
    result.second.push(second);
  }
  return result;
}

/** Small annotations of few ids: from nearly empty to crowded. */
const annotations = fc
  .record({
    width: fc.integer({ min: 1, max: 14 }),
    height: fc.integer({ min: 1, max: 14 }),
    density: fc.constantFrom(0.03, 0.1, 0.4, 1),
    ids: fc.integer({ min: 1, max: 6 }),
  })
  .chain(({ width, height, density, ids }) =>
    fc
      .array(fc.record({ draw: fc.double({ min: 0, max: 1, noNaN: true }), id: fc.nat(ids - 1) }), {
        minLength: width * height,
        maxLength: width * height,
      })
      .map(
        (pixels): LabelImage => ({
          width,
          height,
          data: Uint32Array.from(pixels, ({ draw, id }) => (draw <= density ? id + 1 : 0)),
        }),
      ),
  );

/** One object of one pixel every `pitch` pixels: 16 of them, or 16,384. */
function dotted(edge: number, pitch: number): LabelImage {
  const data = new Uint32Array(edge * edge);
  for (let y = 0; y < edge; y += pitch) {
    for (let x = 0; x < edge; x += pitch) data[y * edge + x] = 1 + y * edge + x;
  }
  return { width: edge, height: edge, data };
}

/** Shortest of several runs, as other work on the machine only ever adds. */
function bestMs(annotation: LabelImage): number {
  const runs = Array.from({ length: 5 }, () => {
    const start = performance.now();
    visitNearestObjects(annotation, () => undefined);
    return performance.now() - start;
  });
  return Math.min(...runs);
}

describe('visitNearestObjects', () => {
  it('finds what comparing with every object pixel finds', () => {
    fc.assert(
      fc.property(annotations, (annotation) => {
        expect(measure(annotation)).toEqual(measureByForce(annotation));
      }),
      { numRuns: 400 },
    );
  });

  it('finds the same across its bands of rows', () => {
    const width = 3;
    const height = 400;
    const data = new Uint32Array(width * height);
    data[0] = 4;
    data[130 * width + 2] = 9;
    data[399 * width] = 5;
    const annotation = { width, height, data };

    expect(measure(annotation)).toEqual(measureByForce(annotation));
  });

  it('takes background and what is not annotated for no objects', () => {
    const data = Uint32Array.of(0, BACKGROUND, 7, 0, BACKGROUND);

    const { nearest, second } = measure({ width: 5, height: 1, data });

    expect(nearest).toEqual([4, 1, 0, 1, 4]);
    expect(second).toEqual(Array(5).fill(NO_OBJECT));
  });

  it('takes about as long for thousands of objects as for a few', () => {
    const few = bestMs(dotted(512, 128));
    const many = bestMs(dotted(512, 4));

    expect(many / few).toBeLessThan(8);
  });
});
