import { labelComponents } from '#domain/segmentation/connectedComponents.ts';

/** Smaller parts than this are taken for the jaggedness of an outline or of a drawn line … */
const SPECK_PX = 5;
/** … where a part so many times as large is there. */
const SPECK_RATIO = 8;

interface Mask {
  readonly width: number;
  readonly height: number;
  /** [height, width], 1 = object */
  readonly data: Uint8Array<ArrayBuffer>;
}

/**
 * What a cut takes off an object. Each 8-connected piece of the object that the cut divides falls
 * into 8-connected parts; its largest part stays, and so do pieces that are not divided. Pixels of
 * the cut, and specks, join the part nearest to them, in steps to any of the eight neighbours.
 *
 * @param cut indices of the object's pixels that the line passes through
 * @returns per pixel its part, 1 … count in raster order, or 0 where nothing is cut off
 */
export function objectParts(
  object: Mask,
  cut: readonly number[],
): { readonly parts: Int32Array<ArrayBuffer>; readonly count: number } {
  const pieces = labelComponents(object, 1, 8);
  const left = object.data.slice();
  for (const pixel of cut) left[pixel] = 0;
  const { labels, areasPx } = labelComponents({ ...object, data: left }, 1, 8);
  const { numbers, count } = numberParts(pieces, labels, areasPx);
  if (count === 0) return { parts: labels.fill(0), count };
  shareOut(object, labels, numbers);
  for (let i = 0; i < labels.length; i++) labels[i] = numbers[labels[i] as number] as number;
  return { parts: labels, count };
}

/** Stands for a part that is to join another. */
const SPECK = -1;

/** What each part is: 0 when it is not cut off, SPECK, or its number among those that are cut off. */
function numberParts(
  pieces: { readonly labels: Int32Array; readonly count: number },
  parts: Int32Array,
  areasPx: Int32Array,
): { readonly numbers: Int32Array<ArrayBuffer>; readonly count: number } {
  const pieceOf = new Int32Array(areasPx.length);
  for (let i = 0; i < parts.length; i++) {
    const part = parts[i] as number;
    if (part !== 0) pieceOf[part] = pieces.labels[i] as number;
  }
  const largest = new Int32Array(pieces.count + 1);
  const area = (part: number) => areasPx[part] as number;
  for (let part = 1; part < areasPx.length; part++) {
    const piece = pieceOf[part] as number;
    const other = largest[piece] as number;
    if (other === 0 || area(part) > area(other)) largest[piece] = part;
  }
  const numbers = new Int32Array(areasPx.length);
  let count = 0;
  for (let part = 1; part < areasPx.length; part++) {
    const keeper = largest[pieceOf[part] as number] as number;
    if (part === keeper) continue;
    const isSpeck = area(part) < SPECK_PX && area(part) * SPECK_RATIO <= area(keeper);
    numbers[part] = isSpeck ? SPECK : ++count;
  }
  return { numbers, count };
}

/** Gives the pixels of the cut and of specks to the parts around them, one ring after the other. */
function shareOut(object: Mask, parts: Int32Array, numbers: Int32Array): void {
  let open: number[] = [];
  for (let i = 0; i < parts.length; i++) {
    if (numbers[parts[i] as number] === SPECK) parts[i] = 0;
    if (object.data[i] === 1 && parts[i] === 0) open.push(i);
  }
  for (let before = Infinity; open.length < before; ) {
    before = open.length;
    const found = open.map((i) => partBeside(i, object, parts));
    open.forEach((i, at) => {
      parts[i] = found[at] as number;
    });
    open = open.filter((i) => parts[i] === 0);
  }
}

/** A part next to a pixel, across an edge if there is one; 0 when there is none. */
function partBeside(i: number, { width, height }: Mask, parts: Int32Array): number {
  const x = i % width;
  const y = Math.floor(i / width);
  for (const [dx, dy] of NEIGHBOURS) {
    if (x + dx < 0 || x + dx >= width || y + dy < 0 || y + dy >= height) continue;
    const j = i + dy * width + dx;
    if (parts[j] !== 0) return parts[j] as number;
  }
  return 0;
}

const NEIGHBOURS: readonly (readonly [number, number])[] = [
  [0, -1],
  [-1, 0],
  [1, 0],
  [0, 1],
  [-1, -1],
  [1, -1],
  [-1, 1],
  [1, 1],
];
