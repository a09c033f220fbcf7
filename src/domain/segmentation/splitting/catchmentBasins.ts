import { ContactTable } from '#domain/segmentation/splitting/contactTable.ts';
import { Int32List } from '#lib/int32List.ts';

/**
 * Ordered dither over 2 × 2 pixels: a pixel steps along its row where the row's share of the rise is
 * more than this many eighths.
 */
const STEP_PATTERN = Int32Array.of(1, 5, 7, 3);
/** Any rise at all has the larger share than this. */
const NO_RISE = -1;

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
 * Cuts objects into catchment basins: a pixel belongs to the peak that is reached by stepping uphill
 * as long as that is possible. Each step goes to the higher neighbour in the row or to the one in
 * the column, to either as often as the slope is steep that way, so that paths follow the slope in
 * every direction. Of two pixels at the same distance the one that comes first in raster order
 * counts as higher, so there are no plateaus. Every basin is 4-connected.
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

/** Numbers the peaks, and points each other object pixel, as ~index, at a higher neighbour. */
function pointUphill(labels: Int32Array, distances: Int32Array, width: number): Int32List {
  const peaks = new Int32List();
  peaks.push(0);
  const lastRow = distances.length - width;
  for (let rowStart = 0, y = 0; rowStart <= lastRow; rowStart += width, y++) {
    // Where the image ends, a pixel takes itself for its neighbour, which never leads up.
    const toAbove = Math.min(rowStart, width);
    const toBelow = rowStart < lastRow ? width : 0;
    for (let x = 0; x < width; x++) {
      const i = rowStart + x;
      if (distances[i] === 0) {
        labels[i] = 0;
        continue;
      }
      const inRow = higher(distances, i - Math.min(x, 1), i + Math.min(width - 1 - x, 1));
      const inColumn = higher(distances, i - toAbove, i + toBelow);
      const rowRise = rise(distances, i, inRow);
      const columnRise = rise(distances, i, inColumn);
      if (Math.max(rowRise, columnRise) === NO_RISE) {
        labels[i] = peaks.length;
        peaks.push(distances[i] as number);
        continue;
      }
      const eighths = STEP_PATTERN[(y & 1) * 2 + (x & 1)] as number;
      labels[i] = ~(8 * rowRise > eighths * (rowRise + columnRise) ? inRow : inColumn);
    }
  }
  return peaks;
}

function higher(distances: Int32Array, first: number, second: number): number {
  return (distances[second] as number) > (distances[first] as number) ? second : first;
}

function rise(distances: Int32Array, from: number, to: number): number {
  const difference = (distances[to] as number) - (distances[from] as number);
  return difference > 0 || (difference === 0 && to < from) ? difference : NO_RISE;
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
