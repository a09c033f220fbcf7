import { RunLinker } from '#domain/segmentation/runLinker.ts';
import { Int32List } from '#lib/int32List.ts';

/** Surroundings of background that reaches the image border or touches several objects. */
const OPEN = -1;
const UNKNOWN = 0;

/**
 * Gives holes to the object around them. A hole is an 8-connected piece of background that does not
 * reach the image border and touches one object only; background with an object inside stays.
 *
 * @param labels [height, width], 0 = background; filled in place. Objects are 4-connected and share
 *   no edge with each other
 * @param areasPx area by label; the holes filled are added
 */
export function fillHoles(labels: Int32Array, width: number, areasPx: Int32Array): void {
  const pieces = new BackgroundPieces(width);
  const lastRow = labels.length - width;
  for (let rowStart = 0; rowStart <= lastRow; rowStart += width) {
    const isBorderRow = rowStart === 0 || rowStart === lastRow;
    const rowEnd = rowStart + width;
    pieces.linker.nextRow();
    let start = skipObjects(labels, rowStart, rowEnd);
    while (start < rowEnd) {
      const end = skipBackground(labels, start, rowEnd);
      const isOpen = isBorderRow || start === rowStart || end === rowEnd;
      const surroundings = isOpen
        ? OPEN
        : combine(labels[start - 1] as number, labels[end] as number);
      const piece = pieces.add(start - rowStart, end - rowStart, surroundings);
      // Below zero, so that one image holds objects and pieces.
      labels.fill(-piece, start, end);
      start = skipObjects(labels, end, rowEnd);
    }
  }
  const fillings = pieces.fillings(areasPx);
  for (let i = 0; i < labels.length; i++) {
    const label = labels[i] as number;
    if (label < 0) labels[i] = fillings[-label] as number;
  }
}

function skipObjects(labels: Int32Array, from: number, end: number): number {
  let i = from;
  while (i < end && labels[i] !== 0) i++;
  return i;
}

function skipBackground(labels: Int32Array, from: number, end: number): number {
  let i = from;
  while (i < end && labels[i] === 0) i++;
  return i;
}

/** Pieces of background by number, with what they touch and how large they are. */
class BackgroundPieces {
  readonly linker: RunLinker;
  private readonly surroundings = new Int32List();
  private readonly areasPx = new Int32List();

  constructor(width: number) {
    this.linker = new RunLinker(width, 8);
    this.surroundings.push(OPEN);
    this.areasPx.push(0);
  }

  /**
   * Adds a run. What lies at both ends of its runs is all that a piece touches: whatever encloses
   * the piece, and each object inside it, has a pixel there.
   */
  add(start: number, end: number, surroundings: number): number {
    const piece = this.linker.add(start, end);
    if (piece === this.areasPx.length) {
      this.surroundings.push(UNKNOWN);
      this.areasPx.push(0);
    }
    this.note(piece, surroundings, end - start);
    return piece;
  }

  /** The label to write by piece, 0 = stays background; adds the holes to the objects' areas. */
  fillings(objectAreasPx: Int32Array): Int32Array<ArrayBuffer> {
    const { linker, surroundings, areasPx } = this;
    const count = areasPx.length;
    for (let piece = count - 1; piece > 0; piece--) {
      const root = linker.sets.find(piece);
      if (root === piece) continue;
      this.note(root, surroundings.data[piece] as number, areasPx.data[piece] as number);
    }
    const fillings = new Int32Array(count);
    for (let piece = 1; piece < count; piece++) {
      const root = linker.sets.find(piece);
      const object = surroundings.data[root] as number;
      if (object === OPEN) continue;
      fillings[piece] = object;
      if (root !== piece) continue;
      objectAreasPx[object] = (objectAreasPx[object] as number) + (areasPx.data[piece] as number);
    }
    return fillings;
  }

  private note(piece: number, surroundings: number, areaPx: number): void {
    const known = this.surroundings.data[piece] as number;
    this.surroundings.data[piece] = combine(known, surroundings);
    this.areasPx.data[piece] = (this.areasPx.data[piece] as number) + areaPx;
  }
}

function combine(a: number, b: number): number {
  if (a === UNKNOWN) return b;
  return a === b || b === UNKNOWN ? a : OPEN;
}
