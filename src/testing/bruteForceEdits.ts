import type { AnnotationEdit, PaintValue } from '#domain/annotation/annotationEdit.ts';
import {
  BACKGROUND,
  isObjectLabel,
  MAX_OBJECT_LABEL,
  UNANNOTATED,
} from '#domain/annotation/annotationValues.ts';
import { neighboursOf } from '#testing/labelGrids.ts';

/** An annotation as plain as can be. */
export interface PlainAnnotation {
  readonly width: number;
  readonly height: number;
  /** [height, width] */
  readonly data: readonly number[];
  readonly classes: ReadonlyMap<number, number>;
  readonly nextLabel: number;
}

/** An edit whose outcome a look at one pixel after the other tells; a split's is tested by itself. */
export type PlainEdit = Exclude<AnnotationEdit, { readonly kind: 'split' }>;

/** What an edit does, pixel by pixel; `null` when it must be refused. */
export function bruteForceEdit(plain: PlainAnnotation, edit: PlainEdit): PlainAnnotation | null {
  switch (edit.kind) {
    case 'stroke':
      return paint(plain, edit, (x, y) => isInStroke(edit.points, x, y));
    case 'polygon':
      return paint(plain, edit, (x, y) => isInPolygon(edit.points, x + 0.5, y + 0.5));
    case 'fill': {
      const region = connected(plain, edit.y * plain.width + edit.x, 4, (a, b) => a === b);
      const isInside = (x: number, y: number) => region.has(y * plain.width + x);
      return paint(plain, { ...edit, overwritesObjects: true }, isInside);
    }
    case 'fill-holes':
      return { ...plain, data: withoutHoles(plain, edit.labels) };
    case 'delete':
      return replace(plain, (value) => (edit.labels.includes(value) ? BACKGROUND : value));
    case 'delete-in-box': {
      const { box } = edit;
      const inBox = plain.data.filter((_, i) => {
        const x = i % plain.width;
        const y = Math.floor(i / plain.width);
        return x >= box.x && x < box.x + box.width && y >= box.y && y < box.y + box.height;
      });
      return replace(plain, (value) =>
        isObjectLabel(value) && inBox.includes(value) ? BACKGROUND : value,
      );
    }
    case 'clear':
      return replace(plain, () => UNANNOTATED);
    case 'merge':
      return merge(plain, edit.labels);
    case 'set-class': {
      const present = edit.labels.filter((label) => plain.data.includes(label));
      return withClasses(plain, new Map(present.map((label) => [label, edit.classIndex])));
    }
    case 'background-elsewhere':
      return replace(plain, (value) => (value === UNANNOTATED ? BACKGROUND : value));
    case 'import':
      return importLabels(plain, edit);
  }
}

/** Objects that are gone have no class. */
function withClasses(plain: PlainAnnotation, changes: ReadonlyMap<number, number>) {
  const classes = new Map([...plain.classes, ...changes]);
  for (const [label, classIndex] of classes) {
    if (classIndex === 1 || !plain.data.includes(label)) classes.delete(label);
  }
  return { ...plain, classes };
}

function replace(plain: PlainAnnotation, change: (value: number) => number): PlainAnnotation {
  return withClasses({ ...plain, data: plain.data.map(change) }, new Map());
}

function freeLabel({ nextLabel, data }: PlainAnnotation): number {
  let label = nextLabel;
  if (label > MAX_OBJECT_LABEL) for (label = 1; data.includes(label); ) label++;
  return label;
}

interface Paint {
  readonly value: PaintValue;
  readonly overwritesObjects: boolean;
  readonly classIndex?: number;
}

function paint(
  plain: PlainAnnotation,
  { value, overwritesObjects, classIndex = 1 }: Paint,
  isInside: (x: number, y: number) => boolean,
): PlainAnnotation {
  const painted = value === 'new' ? freeLabel(plain) : value;
  const data = plain.data.map((before, i) => {
    if (isObjectLabel(before) && !overwritesObjects) return before;
    return isInside(i % plain.width, Math.floor(i / plain.width)) ? painted : before;
  });
  const isNew = isObjectLabel(painted) && !plain.data.includes(painted) && data.includes(painted);
  const nextLabel = isNew ? Math.max(plain.nextLabel, painted + 1) : plain.nextLabel;
  const changes: [number, number][] = isNew ? [[painted, classIndex]] : [];
  return withClasses({ ...plain, data, nextLabel }, new Map(changes));
}

/** True when the disc covers the pixel's centre at some time, or is centred in the pixel. */
function isInStroke(points: Float32Array, x: number, y: number): boolean {
  const at = (i: number) => points[i] as number;
  for (let i = 0; i < points.length; i += 3) {
    if (Math.floor(at(i)) === x && Math.floor(at(i + 1)) === y) return true;
    const j = Math.max(0, i - 3);
    const outside = (t: number) =>
      Math.hypot(
        x + 0.5 - at(j) - t * (at(i) - at(j)),
        y + 0.5 - at(j + 1) - t * (at(i + 1) - at(j + 1)),
      ) -
      at(j + 2) -
      t * (at(i + 2) - at(j + 2));
    // The distance to the disc's edge is a convex function of time.
    let low = 0;
    let high = 1;
    for (let step = 0; step < 50; step++) {
      const third = (high - low) / 3;
      if (outside(low + third) < outside(high - third)) high -= third;
      else low += third;
    }
    if (Math.min(outside(low), outside(0), outside(1)) <= 0) return true;
  }
  return false;
}

/** Even-odd rule by a ray to the right. */
function isInPolygon(points: Float32Array, x: number, y: number): boolean {
  const at = (i: number) => points[i % points.length] as number;
  let isInside = false;
  for (let i = 0; i < points.length; i += 2) {
    const y0 = at(i + 1);
    const y1 = at(i + 3);
    if (y0 > y === y1 > y) continue;
    if (x < at(i) + ((y - y0) / (y1 - y0)) * (at(i + 2) - at(i))) isInside = !isInside;
  }
  return isInside;
}

/** Pixels that can be reached from `seed` by steps between pixels whose values belong together. */
function connected(
  plain: PlainAnnotation,
  seed: number,
  connectivity: 4 | 8,
  belong: (a: number, b: number) => boolean,
): Set<number> {
  const found = new Set([seed]);
  for (const i of found) {
    for (const j of neighboursOf(i, plain, connectivity)) {
      if (belong(plain.data[i] as number, plain.data[j] as number)) found.add(j);
    }
  }
  return found;
}

function withoutHoles(plain: PlainAnnotation, labels: readonly number[] | null): number[] {
  const { width, height } = plain;
  const data = [...plain.data];
  for (const label of new Set(labels ?? plain.data.filter(isObjectLabel))) {
    if (!plain.data.includes(label)) continue;
    plain.data.forEach((value, seed) => {
      if (value === label) return;
      const piece = [...connected(plain, seed, 8, (_, other) => other !== label)];
      const reachesBorder = piece.some((i) => neighboursOf(i, { width, height }, 8).length < 8);
      const holdsObject = piece.some((i) => isObjectLabel(plain.data[i] as number));
      if (!reachesBorder && !holdsObject) for (const i of piece) data[i] = label;
    });
  }
  return data;
}

function merge(plain: PlainAnnotation, labels: readonly number[]): PlainAnnotation | null {
  const present = new Set(labels.filter((label) => plain.data.includes(label)));
  const [first] = labels;
  if (first === undefined || present.size < 2 || !present.has(first)) return null;
  return replace(plain, (value) => (present.has(value) ? first : value));
}

function importLabels(
  plain: PlainAnnotation,
  edit: Extract<AnnotationEdit, { readonly kind: 'import' }>,
): PlainAnnotation {
  const source = edit.labels.data;
  const named = edit.classes ?? new Map<number, number>();
  if (!edit.keepsExisting) {
    const data = Array.from(source, (value) => (isObjectLabel(value) ? value : BACKGROUND));
    const highest = Math.max(0, ...data.filter(isObjectLabel));
    const nextLabel = Math.max(plain.nextLabel, highest + 1);
    const changed = data.some((value, i) => value !== plain.data[i]);
    const result = withClasses({ ...plain, data, classes: new Map() }, named);
    return { ...result, nextLabel: changed ? nextLabel : plain.nextLabel };
  }
  let result: PlainAnnotation = { ...plain, data: [...plain.data] };
  const known = new Map<number, number>();
  plain.data.forEach((before, i) => {
    const value = source[i] as number;
    if (before !== UNANNOTATED) return;
    const label = isObjectLabel(value) ? (known.get(value) ?? freeLabel(result)) : BACKGROUND;
    if (isObjectLabel(value)) known.set(value, label);
    const nextLabel = isObjectLabel(value)
      ? Math.max(result.nextLabel, label + 1)
      : result.nextLabel;
    result = { ...result, nextLabel, data: result.data.with(i, label) };
  });
  const changes = new Map([...known].map(([value, label]) => [label, named.get(value) ?? 1]));
  return withClasses(result, changes);
}
