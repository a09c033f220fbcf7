import type { DecodedImage } from '#domain/image/decodedImage.ts';
import type { LabelImage } from '#domain/image/labelImage.ts';
import type { PixelData } from '#domain/image/pixelType.ts';
import { labelComponents } from '#domain/segmentation/connectedComponents.ts';
import { AppError } from '#lib/errors.ts';

const MASK_FOREGROUND = 255;
const LARGEST_ID = 4_294_967_295;
/** Ids up to this are exact wherever files and graphics cards hold them as 32-bit floats. */
export const LARGEST_KEPT_ID = 16_777_215;
const CLASS_LIMIT = 256;

/**
 * Label image of a ground truth image, numbered 1…n in raster order of first pixels.
 *
 * `auto`: a 16- or 32-bit image, or an 8-bit one with values other than 0 and 255, holds objects by
 * id; an object may consist of several pieces. An 8-bit image of 0 and 255 only is a mask, and so is
 * a 1-bit image; its objects are its 4-connected components. `classes`: values are class indices,
 * and the objects are the 4-connected components of every class but 0.
 *
 * @throws AppError `unsupported-format` when the image has colours, values that are no ids, or more
 *   than 256 classes
 */
export function readTruthLabels(image: DecodedImage, labelKind: 'auto' | 'classes'): LabelImage {
  const { width, height } = image;
  const plane = readPlane(image);
  if (labelKind === 'classes') return { width, height, data: labelsFromClasses(plane, width) };
  if (isMask(image, plane)) return { width, height, data: labelsFromMask(plane, width) };
  return { width, height, data: labelsFromIds(plane) };
}

/**
 * The same as `auto`, but ids of objects stay what they are; where one is above `LARGEST_KEPT_ID`,
 * all are numbered 1…n.
 *
 * @throws AppError as `readTruthLabels`
 */
export function readKeptLabels(image: DecodedImage): LabelImage {
  const { width, height } = image;
  const plane = readPlane(image);
  const isKept = !isMask(image, plane) && plane.every(isKeptId);
  return isKept ? { width, height, data: Uint32Array.from(plane) } : readTruthLabels(image, 'auto');
}

function isKeptId(value: number): boolean {
  return Number.isInteger(value) && value >= 0 && value <= LARGEST_KEPT_ID;
}

/** The only plane; also that of a grey image saved in colour, whose planes are equal. */
function readPlane({ channels }: DecodedImage): PixelData {
  const [first, ...others] = channels;
  if (first && others.every((other) => other.every((value, i) => value === first[i]))) return first;
  throw new AppError(
    'unsupported-format',
    `The label image has ${channels.length} different channels; save one channel that holds object ids or a mask.`,
  );
}

function isMask({ pixelType, bitsPerSample }: DecodedImage, plane: PixelData): boolean {
  if (bitsPerSample === 1) return true;
  return pixelType === 'uint8' && plane.every((value) => value === 0 || value === MASK_FOREGROUND);
}

/** Numbers the ids other than 0. */
function labelsFromIds(ids: PixelData): Uint32Array<ArrayBuffer> {
  const labels = new Uint32Array(ids.length);
  const numbers = new Map<number, number>([[0, 0]]);
  let lastId = 0;
  let number = 0;
  for (let i = 0; i < ids.length; i++) {
    const id = ids[i] as number;
    if (id !== lastId) {
      number = numbers.get(id) ?? addId(numbers, id);
      lastId = id;
    }
    labels[i] = number;
  }
  return labels;
}

function addId(numbers: Map<number, number>, id: number): number {
  if (!Number.isInteger(id) || id < 0 || id > LARGEST_ID) {
    throw new AppError(
      'unsupported-format',
      `The label image holds the value ${id}, but ids are integers from 0 to ${LARGEST_ID}; save it with unsigned integers.`,
    );
  }
  const number = numbers.size;
  numbers.set(id, number);
  return number;
}

/** 4-connected components of the pixels that are not 0. */
function labelsFromMask(mask: PixelData, width: number): Uint32Array<ArrayBuffer> {
  return labelPixels(mask, width, (value) => value !== 0).labels;
}

/** 4-connected components of every class but 0: one class after the other, then numbered as one. */
function labelsFromClasses(classes: PixelData, width: number): Uint32Array<ArrayBuffer> {
  const pieces = new Uint32Array(classes.length);
  let pieceCount = 0;
  for (const classIndex of distinctClasses(classes)) {
    const { labels, count } = labelPixels(classes, width, (value) => value === classIndex);
    for (let i = 0; i < labels.length; i++) {
      if (labels[i] !== 0) pieces[i] = pieceCount + (labels[i] as number);
    }
    pieceCount += count;
  }
  return labelsFromIds(pieces);
}

function distinctClasses(classes: PixelData): Set<number> {
  const distinct = new Set<number>();
  for (const value of classes) {
    if (value !== 0) distinct.add(value);
    if (distinct.size >= CLASS_LIMIT) {
      throw new AppError(
        'unsupported-format',
        `The label image has more than ${CLASS_LIMIT} values, too many for class indices; if it holds object ids, do not read it as classes.`,
      );
    }
  }
  return distinct;
}

function labelPixels(
  plane: PixelData,
  width: number,
  isForeground: (value: number) => boolean,
): { readonly labels: Uint32Array<ArrayBuffer>; readonly count: number } {
  const data = new Uint8Array(plane.length);
  for (let i = 0; i < data.length; i++) data[i] = isForeground(plane[i] as number) ? 1 : 0;
  const { labels, count } = labelComponents({ width, height: plane.length / width, data }, 1, 4);
  return { labels: new Uint32Array(labels.buffer), count };
}
