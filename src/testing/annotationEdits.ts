import fc from 'fast-check';
import type { AnnotationEdit, PaintValue } from '#domain/annotation/annotationEdit.ts';
import { BACKGROUND, MAX_OBJECT_LABEL, UNANNOTATED } from '#domain/annotation/annotationValues.ts';

interface Size {
  readonly width: number;
  readonly height: number;
}

/** Ids so few that edits meet the same objects again and again. */
const ids = fc.integer({ min: 1, max: 6 });
const labelLists = fc.array(fc.oneof({ weight: 9, arbitrary: ids }, fc.constant(77)), {
  maxLength: 4,
});
const classIndex = fc.integer({ min: 1, max: 4 });

const paintValues: fc.Arbitrary<PaintValue> = fc.oneof(
  { weight: 40, arbitrary: fc.constant('new' as const) },
  { weight: 40, arbitrary: ids },
  { weight: 20, arbitrary: fc.constantFrom(UNANNOTATED, BACKGROUND) },
  // After the highest id, the next free one is the lowest.
  { weight: 1, arbitrary: fc.constant(MAX_OBJECT_LABEL) },
);

/**
 * Coordinates inside and a little outside an edge. Odd fractions, so that no pixel centre lies
 * exactly on an outline, where rounding would decide.
 */
const coordinates = (edge: number) =>
  fc.integer({ min: -30, max: edge * 10 + 30 }).map((tenths) => tenths * 0.1 + 0.0137);

function flatPoints(size: Size, minLength: number, maxLength: number) {
  const point = fc.tuple(coordinates(size.width), coordinates(size.height));
  return fc.array(point, { minLength, maxLength }).map((list) => new Float32Array(list.flat()));
}

function discs(size: Size) {
  const radius = fc.integer({ min: 0, max: 40 }).map((tenths) => tenths * 0.1 + 0.0071);
  const disc = fc.tuple(coordinates(size.width), coordinates(size.height), radius);
  return fc
    .array(disc, { minLength: 1, maxLength: 4 })
    .map((list) => new Float32Array(list.flat()));
}

/** Pixels of an image as an import or a snapshot may hold them, in runs rather than as noise. */
export function labelPixels({ width, height }: Size): fc.Arbitrary<Uint32Array<ArrayBuffer>> {
  const value = fc.oneof(
    { weight: 3, arbitrary: fc.integer({ min: 1, max: 8 }) },
    { weight: 2, arbitrary: fc.constantFrom(UNANNOTATED, BACKGROUND) },
  );
  const run = fc.record({ value, length: fc.integer({ min: 1, max: 9 }) });
  return fc.array(run, { minLength: 1, maxLength: 30 }).map((runs) => {
    const values = runs.flatMap(({ value: label, length }) => Array(length).fill(label));
    return Uint32Array.from(
      { length: width * height },
      (_, i) => values[i % values.length] as number,
    );
  });
}

const classMaps = fc
  .array(fc.tuple(ids, classIndex), { maxLength: 4 })
  .map((list) => new Map(list));

/** Any edit, valid or refused, of an image of this size. */
export function annotationEdits(size: Size): fc.Arbitrary<AnnotationEdit> {
  const overwritesObjects = fc.boolean();
  const paint = { value: paintValues, overwritesObjects, classIndex };
  const labels = labelLists;
  return fc.oneof(
    {
      weight: 6,
      arbitrary: fc.record({ kind: fc.constant('stroke' as const), points: discs(size), ...paint }),
    },
    {
      weight: 3,
      arbitrary: fc.record({
        kind: fc.constant('polygon' as const),
        points: flatPoints(size, 3, 7),
        ...paint,
      }),
    },
    fc.record({
      kind: fc.constant('fill' as const),
      x: fc.integer({ min: 0, max: size.width - 1 }),
      y: fc.integer({ min: 0, max: size.height - 1 }),
      value: paintValues,
      classIndex,
    }),
    fc.record({ kind: fc.constant('fill-holes' as const), labels: fc.option(labels) }),
    fc.record({ kind: fc.constant('delete' as const), labels }),
    fc.record({
      kind: fc.constant('delete-in-box' as const),
      box: fc.record({
        x: fc.integer({ min: -2, max: size.width }),
        y: fc.integer({ min: -2, max: size.height }),
        width: fc.integer({ min: 0, max: 5 }),
        height: fc.integer({ min: 0, max: 5 }),
      }),
    }),
    fc.constant({ kind: 'clear' } as const),
    {
      weight: 2,
      arbitrary: fc.record({
        kind: fc.constant('split' as const),
        points: flatPoints(size, 2, 4),
        label: fc.option(ids),
      }),
    },
    fc.record({ kind: fc.constant('merge' as const), labels }),
    fc.record({ kind: fc.constant('set-class' as const), labels, classIndex }),
    fc.constant({ kind: 'background-elsewhere' } as const),
    fc.record({
      kind: fc.constant('import' as const),
      labels: labelPixels(size).map((data) => ({ ...size, data })),
      title: fc.constant('take over'),
      keepsExisting: fc.boolean(),
      classes: classMaps,
    }),
  );
}
