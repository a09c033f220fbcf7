import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { BACKGROUND, isObjectLabel, UNANNOTATED } from '#domain/annotation/annotationValues.ts';
import { objectAreas } from '#domain/training/cutTouchingObjects.ts';
import { splitByImage } from '#domain/training/splitByImage.ts';
import { splitTrainingImages } from '#domain/training/splitTrainingImages.ts';
import type { TrainingImage } from '#domain/training/trainingImage.ts';

const EDGE = 60;

/** Squares of 6 px on a grid, `columns` × `rows` of them; the rest is `ground`. */
function image(id: string, columns: number, rows = columns, ground = BACKGROUND): TrainingImage {
  const data = new Uint32Array(EDGE * EDGE).fill(ground);
  for (let i = 0; i < data.length; i++) {
    const x = i % EDGE;
    const y = Math.floor(i / EDGE);
    const column = Math.floor(x / 10);
    const row = Math.floor(y / 10);
    const isSquare = x % 10 < 6 && y % 10 < 6 && column < columns && row < rows;
    if (isSquare) data[i] = 1 + column + 6 * row;
  }
  return {
    id,
    name: id,
    width: EDGE,
    height: EDGE,
    pixels: new Float32Array(EDGE * EDGE),
    inputChannels: 1,
    annotation: { width: EDGE, height: EDGE, data },
    classes: new Map(),
  };
}

const ids = (images: readonly TrainingImage[]) => images.map(({ id }) => id);

describe('splitByImage', () => {
  it('leaves at least one item on each side and loses none', () => {
    const cases = fc.record({
      count: fc.integer({ min: 2, max: 20 }),
      share: fc.double({ min: 0.01, max: 0.9, noNaN: true }),
      seed: fc.nat(),
    });
    fc.assert(
      fc.property(cases, ({ count, share, seed }) => {
        const items = Array.from({ length: count }, (_, i) => i);
        const { training, validation } = splitByImage(items, share, seed);
        expect(training.length).toBeGreaterThan(0);
        expect(validation.length).toBeGreaterThan(0);
        expect([...training, ...validation].sort((a, b) => a - b)).toEqual(items);
      }),
    );
  });

  it('is the same for the same seed and another for others', () => {
    const items = Array.from({ length: 20 }, (_, i) => i);
    const drawn = (seed: number) => splitByImage(items, 0.3, seed).validation.join();

    expect(drawn(4)).toBe(drawn(4));
    expect(new Set([1, 2, 3, 4, 5].map(drawn)).size).toBeGreaterThan(1);
  });
});

describe('splitTrainingImages', () => {
  it('keeps whole images for validation and leaves out what is not annotated', () => {
    const images = [
      image('a', 6),
      image('empty', 0, 0, UNANNOTATED),
      image('b', 6),
      image('c', 6),
      image('d', 6),
      image('ground', 0),
    ];

    const { training, validation, region } = splitTrainingImages(images, 0.25, 3);

    expect(region).toBeNull();
    expect(validation).toHaveLength(1);
    expect(ids(training)).toContain('ground');
    expect([...ids(training), ...ids(validation)].sort()).toEqual(['a', 'b', 'c', 'd', 'ground']);
  });

  it('splits the only image by region, each pixel and each object on one side', () => {
    const seeds = [1, 2, 3, 4, 5, 6, 7, 8];
    for (const seed of seeds) {
      const only = image('only', 6);

      const { training, validation, region } = splitTrainingImages([only], 0.25, seed);

      const trained = training[0]?.annotation.data ?? new Uint32Array();
      const validated = validation[0]?.annotation.data ?? new Uint32Array();
      expect(region).not.toBeNull();
      only.annotation.data.forEach((value, i) => {
        const sides = [trained[i], validated[i]].filter((side) => side !== UNANNOTATED);
        expect(sides).toEqual([value]);
      });
      const trainedObjects = [...objectAreas(trained).keys()];
      const validatedObjects = [...objectAreas(validated).keys()];
      expect(trainedObjects.filter((id) => validatedObjects.includes(id))).toEqual([]);
      expect(trainedObjects.length + validatedObjects.length).toBe(36);
      expect(validatedObjects.length / 36).toBeGreaterThan(0.1);
      expect(validatedObjects.length / 36).toBeLessThan(0.4);
    }
  });

  it('splits sparse annotation where it is, with objects on both sides', () => {
    const { training, validation } = splitTrainingImages([image('x', 2, 1, UNANNOTATED)], 0.2, 1);

    for (const side of [training, validation]) {
      expect([...(side[0]?.annotation.data ?? [])].some(isObjectLabel)).toBe(true);
    }
  });

  it('validates on nothing when there is but one object, or nothing is asked for', () => {
    expect(splitTrainingImages([image('x', 1)], 0.2, 1).validation).toEqual([]);
    expect(splitTrainingImages([image('x', 6)], 0, 1).validation).toEqual([]);
    expect(ids(splitTrainingImages([image('x', 6)], 0, 1).training)).toEqual(['x']);
  });
});
