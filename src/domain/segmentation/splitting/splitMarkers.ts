import type { BasinGraph } from '#domain/segmentation/splitting/catchmentBasins.ts';
import { orderDescending } from '#lib/radixSort.ts';
import { UnionFind } from '#lib/unionFind.ts';

/** Bulges that reach no deeper into the object are noise of its outline. */
const MINIMUM_BULGE_RADIUS_PX = 2;
/**
 * A pixel added to or taken from the outline moves distances by less than a pixel; shallower necks
 * are not counted. Chosen on nuclei of the 2018 Data Science Bowl.
 */
const MINIMUM_NECK_DEPTH_PX = 0.75;

/**
 * Decides which basins hold the marker of an object of their own, by the merge tree of the distance
 * map: its passes are crossed from the highest to the lowest, and of the two bulges that meet there
 * the lower one gives up its marker, unless the pass is a neck.
 *
 * A pass is a neck when the width there (2 · distance − 1 px) is less than `splitTouching` times the
 * width at the lower peak, at least 0.75 px less in distance, and the lower peak is at least 2 px
 * from the background. Passes over corners count too, so that oblique objects are not cut more
 * readily than upright ones.
 *
 * @param splitTouching 0 = nothing is a neck … 1 = every narrowing is
 * @returns by basin: 1 = holds a marker
 */
export function chooseMarkers(graph: BasinGraph, splitTouching: number): Uint8Array<ArrayBuffer> {
  const { count, peaks, contacts } = graph;
  const markers = new Uint8Array(count + 1).fill(1);
  markers[0] = 0;
  const bulges = new UnionFind(count + 1);
  const summits = Int32Array.from(markers.keys());
  const passes = contacts.passes.data.subarray(0, contacts.count);
  for (const pair of orderDescending(passes)) {
    const a = bulges.find(contacts.firsts.data[pair] as number);
    const b = bulges.find(contacts.seconds.data[pair] as number);
    if (a === b) continue;
    const first = summits[a] as number;
    const second = summits[b] as number;
    const higher = higherPeak(peaks, first, second);
    const lower = higher === first ? second : first;
    if (isNeck(passes[pair] as number, peaks[lower] as number, splitTouching)) continue;
    markers[lower] = 0;
    summits[bulges.unite(a, b)] = higher;
  }
  return markers;
}

/** Of equal peaks the one that comes first in raster order counts as higher. */
function higherPeak(peaks: Int32Array, first: number, second: number): number {
  const difference = (peaks[first] as number) - (peaks[second] as number);
  return difference > 0 || (difference === 0 && first < second) ? first : second;
}

function isNeck(squaredPass: number, squaredPeak: number, splitTouching: number): boolean {
  const pass = Math.sqrt(squaredPass);
  const peak = Math.sqrt(squaredPeak);
  return (
    peak >= MINIMUM_BULGE_RADIUS_PX &&
    peak - pass >= MINIMUM_NECK_DEPTH_PX &&
    2 * pass - 1 < splitTouching * (2 * peak - 1)
  );
}
