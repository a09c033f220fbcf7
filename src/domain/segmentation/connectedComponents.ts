import { type Connectivity, RunLinker } from '#domain/segmentation/runLinker.ts';
import { Int32List } from '#lib/int32List.ts';
import type { UnionFind } from '#lib/unionFind.ts';

/** Connected foreground, numbered 1…count in raster order of first pixels. */
export interface Components {
  /** [height, width]; 0 = background */
  readonly labels: Int32Array<ArrayBuffer>;
  readonly count: number;
  /** Area by label; entry 0 is unused. */
  readonly areasPx: Int32Array<ArrayBuffer>;
}

/** Plane of levels to be cut at one of them; a mask is one with levels 0 and 255. */
export interface LevelPlane {
  readonly width: number;
  readonly height: number;
  /** [height, width] */
  readonly data: Uint8Array | Uint16Array;
}

/**
 * Connected components of the pixels whose level is at least `minimumLevel`.
 *
 * Two passes over rows of runs: the first gives every run the number of a run that it touches in
 * the row above and notes which numbers mean the same, the second writes the final numbers.
 */
export function labelComponents(
  plane: LevelPlane,
  minimumLevel: number,
  connectivity: Connectivity,
): Components {
  const { width, height, data } = plane;
  const labels = new Int32Array(width * height);
  const linker = new RunLinker(width, connectivity);
  const setAreas = new Int32List();
  setAreas.push(0);
  for (let rowStart = 0; rowStart < labels.length; rowStart += width) {
    const rowEnd = rowStart + width;
    linker.nextRow();
    let start = skipBackground(data, rowStart, rowEnd, minimumLevel);
    while (start < rowEnd) {
      const end = skipForeground(data, start, rowEnd, minimumLevel);
      const set = linker.add(start - rowStart, end - rowStart);
      if (set === setAreas.length) setAreas.push(0);
      setAreas.data[set] = (setAreas.data[set] as number) + end - start;
      labels.fill(set, start, end);
      start = skipBackground(data, end, rowEnd, minimumLevel);
    }
  }
  return numberSets(labels, linker.sets, setAreas.data);
}

function skipBackground(data: LevelPlane['data'], from: number, end: number, level: number) {
  let i = from;
  while (i < end && (data[i] as number) < level) i++;
  return i;
}

function skipForeground(data: LevelPlane['data'], from: number, end: number, level: number) {
  let i = from;
  while (i < end && (data[i] as number) >= level) i++;
  return i;
}

/** Replaces set members by consecutive numbers; a root precedes its members, so order is kept. */
function numberSets(
  labels: Int32Array<ArrayBuffer>,
  sets: UnionFind,
  setAreas: Int32Array,
): Components {
  const numbers = new Int32Array(sets.count);
  const areasPx = new Int32Array(sets.count);
  let count = 0;
  for (let set = 1; set < numbers.length; set++) {
    const root = sets.find(set);
    if (root === set) count++;
    const number = root === set ? count : (numbers[root] as number);
    numbers[set] = number;
    areasPx[number] = (areasPx[number] as number) + (setAreas[set] as number);
  }
  if (count + 1 < numbers.length) {
    for (let i = 0; i < labels.length; i++) labels[i] = numbers[labels[i] as number] as number;
  }
  return { labels, count, areasPx: areasPx.slice(0, count + 1) };
}
