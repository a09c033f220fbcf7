import type { LabelImage } from '#domain/image/labelImage.ts';
import type { ColumnMask, FileObject, ObjectFilePlane } from '#domain/outline/objectFile.ts';
import { PolygonFiller } from '#domain/outline/polygonFiller.ts';
import { LARGEST_KEPT_ID } from '#domain/segmentation/truthLabels.ts';

/** What a plane of a file gives an image. */
export interface FileLabels {
  /** Objects by the numbers that the file gives them, or by their number in the plane, from 1. */
  readonly labels: LabelImage;
  /** Classes of objects that are not 1. */
  readonly classes: ReadonlyMap<number, number>;
}

const HIGHEST_NUMBERED_CLASS = 255;

/**
 * Numbers for the classes of a file, the same for all of its planes: those called “Class 3” keep
 * theirs, others get those that are left, in the order in which they are met. Where some objects have
 * no class, that is class 1.
 */
export function classNumbers(planes: readonly ObjectFilePlane[]): ReadonlyMap<string, number> {
  const names = new Set<string>();
  let hasUnclassified = false;
  for (const { className } of planes.flatMap(({ objects }) => objects)) {
    if (className === null) hasUnclassified = true;
    else names.add(className);
  }
  const numbers = new Map<string, number>();
  const taken = new Set<number>(hasUnclassified ? [1] : []);
  for (const name of names) {
    const number = Number(/^class (\d{1,3})$/i.exec(name)?.[1] ?? 0);
    if (number < 1 || number > HIGHEST_NUMBERED_CLASS) continue;
    numbers.set(name, number);
    taken.add(number);
  }
  let next = 1;
  for (const name of names) {
    if (numbers.has(name)) continue;
    while (taken.has(next)) next++;
    numbers.set(name, next);
    taken.add(next);
  }
  return numbers;
}

/**
 * Label image of one plane of a file: objects in their order, later ones above earlier ones; what
 * lies outside of the image is cut off. Where each object has a number of its own, it stays.
 *
 * @param numbers of classes, from all planes that belong together
 * @throws AppError `too-large` when objects overlap so often that it would take hours
 */
export function labelsOf(
  plane: ObjectFilePlane,
  width: number,
  height: number,
  numbers: ReadonlyMap<string, number> = classNumbers([plane]),
): FileLabels {
  const labels = { width, height, data: new Uint32Array(width * height) };
  const classes = new Map<number, number>();
  const filler = new PolygonFiller(labels);
  const ownNumbers = ownNumbersOf(plane.objects);
  for (const [index, object] of plane.objects.entries()) {
    const label = ownNumbers?.[index] ?? index + 1;
    const classIndex = numbers.get(object.className ?? '') ?? 1;
    if (classIndex !== 1) classes.set(label, classIndex);
    paint(object, label, labels, filler);
  }
  return { labels, classes };
}

/** Numbers that the objects bring; `null` unless each has one that no other has. */
function ownNumbersOf(objects: readonly FileObject[]): readonly number[] | null {
  const numbers = objects.flatMap(({ label = 0 }) => (isKeptLabel(label) ? [label] : []));
  return new Set(numbers).size === objects.length ? numbers : null;
}

function isKeptLabel(label: number): boolean {
  return Number.isInteger(label) && label >= 1 && label <= LARGEST_KEPT_ID;
}

function paint(object: FileObject, label: number, labels: LabelImage, filler: PolygonFiller): void {
  for (const { outer, holes } of object.polygons) filler.fill([outer, ...holes], label);
  if (!object.mask) return;
  filler.count(maskArea(object.mask));
  paintMask(object.mask, label, labels);
}

function maskArea({ counts }: ColumnMask): number {
  let area = 0;
  for (let i = 1; i < counts.length; i += 2) area += counts[i] as number;
  return area;
}

function paintMask(mask: ColumnMask, label: number, { width, height, data }: LabelImage): void {
  const last = width * mask.height;
  let start = 0;
  for (let i = 0; i < mask.counts.length && start < last; i++) {
    const end = start + (mask.counts[i] as number);
    for (let at = start; i % 2 === 1 && at < Math.min(end, last); at++) {
      const y = at % mask.height;
      if (y < height) data[y * width + (at - y) / mask.height] = label;
    }
    start = end;
  }
}
