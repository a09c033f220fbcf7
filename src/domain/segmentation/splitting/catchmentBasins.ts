import { ContactTable } from '#domain/segmentation/splitting/contactTable.ts';
import { Int32List } from '#lib/int32List.ts';

/** Objects cut into the catchment basins of their distance map, numbered from 1, and their contacts. */
export interface BasinGraph {
  /** Number of basins. */
  readonly count: number;
  /** Largest squared distance by basin, px²; entry 0 is unused. */
  readonly peaks: Int32Array<ArrayBuffer>;
  /** Area by basin; entry 0 is unused. */
  readonly areasPx: Int32Array<ArrayBuffer>;
  /** Heights of the passes are squared distances too. */
  readonly contacts: ContactTable;
}

/**
 * Cuts objects into catchment basins: a pixel belongs to the peak that is reached by stepping, while
 * that leads up, to the highest of its 4 neighbours. Of pixels at the same distance the one that
 * comes first in raster order counts as higher, so there are no plateaus and the result is unique.
 * Every basin is 4-connected.
 *
 * Two linear passes without a queue: each pixel points uphill, then pointers are followed to peaks.
 *
 * @param labels [height, width]; receives the basins, its contents do not matter
 * @param distances [height, width] squared distances to the background, px²; 0 = background
 */
export function traceBasins(labels: Int32Array, distances: Int32Array, width: number): BasinGraph {
  const peaks = pointUphill(labels, distances, width);
  const areasPx = followPointers(labels, peaks.length);
  const contacts = findContacts(labels, distances, width);
  return { count: peaks.length - 1, peaks: peaks.data.slice(0, peaks.length), areasPx, contacts };
}

/** Numbers the peaks, and points each other object pixel, as ~index, at its highest neighbour. */
function pointUphill(labels: Int32Array, distances: Int32Array, width: number): Int32List {
  const peaks = new Int32List();
  peaks.push(0);
  const lastRow = distances.length - width;
  for (let rowStart = 0; rowStart <= lastRow; rowStart += width) {
    const toBelow = rowStart < lastRow ? width : 0;
    for (let x = 0; x < width; x++) {
      const i = rowStart + x;
      if (distances[i] === 0) {
        labels[i] = 0;
        continue;
      }
      // Where the image ends, a pixel takes itself for its neighbour, which never leads up.
      const left = i - Math.min(x, 1);
      const right = i + Math.min(width - 1 - x, 1);
      // In raster order, so that the first of equals is kept.
      const above = rowStart > 0 ? i - width : left;
      let target = higher(distances, above, left);
      target = higher(distances, target, i);
      target = higher(distances, target, right);
      target = higher(distances, target, i + toBelow);
      if (target === i) {
        labels[i] = peaks.length;
        peaks.push(distances[i] as number);
      } else {
        labels[i] = ~target;
      }
    }
  }
  return peaks;
}

function higher(distances: Int32Array, first: number, second: number): number {
  return (distances[second] as number) > (distances[first] as number) ? second : first;
}

/** Replaces pointers by the number of the peak they lead to; returns the area by number. */
function followPointers(labels: Int32Array, numberLimit: number): Int32Array<ArrayBuffer> {
  const areasPx = new Int32Array(numberLimit);
  for (let i = 0; i < labels.length; i++) {
    let basin = labels[i] as number;
    if (basin === 0) continue;
    while (basin < 0) basin = labels[~basin] as number;
    areasPx[basin] = (areasPx[basin] as number) + 1;
    let pixel = i;
    let pointer = labels[pixel] as number;
    while (pointer < 0) {
      labels[pixel] = basin;
      pixel = ~pointer;
      pointer = labels[pixel] as number;
    }
  }
  return areasPx;
}

/** The highest pass between every two basins that touch. */
function findContacts(labels: Int32Array, distances: Int32Array, width: number): ContactTable {
  const contacts = new ContactTable();
  const look = (i: number, j: number, sharesEdge: boolean) => {
    const here = labels[i] as number;
    const there = labels[j] as number;
    if (there === here || there === 0) return;
    contacts.add(here, there, Math.min(distances[i] as number, distances[j] as number), sharesEdge);
  };
  const lastRow = labels.length - width;
  for (let rowStart = 0; rowStart <= lastRow; rowStart += width) {
    const toBelow = rowStart < lastRow ? width : 0;
    for (let x = 0; x < width; x++) {
      const i = rowStart + x;
      if (labels[i] === 0) continue;
      const toRight = Math.min(width - 1 - x, 1);
      const toLeft = Math.min(x, 1);
      // The other four neighbours look at this pixel in their turn.
      look(i, i + toRight, true);
      look(i, i + toBelow, true);
      look(i, i + toBelow + toRight, false);
      look(i, i + toBelow - toLeft, false);
    }
  }
  return contacts;
}
