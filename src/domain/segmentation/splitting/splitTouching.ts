import { squaredDistances } from '#domain/segmentation/distanceTransform.ts';
import type { InstanceSettings } from '#domain/segmentation/instanceSettings.ts';
import { type BasinGraph, traceBasins } from '#domain/segmentation/splitting/catchmentBasins.ts';
import { chooseMarkers } from '#domain/segmentation/splitting/splitMarkers.ts';
import { orderDescending } from '#lib/radixSort.ts';
import { UnionFind } from '#lib/unionFind.ts';

/**
 * Cuts objects apart at their necks: a marker-controlled watershed of the distance map. Each marker
 * grows downhill from its peak until it meets another. A cut that would leave a piece smaller than
 * `minimumSizePx` is undone, the widest neck first, so that fragments are not lost. All objects that
 * come out are 4-connected and cover the pixels they covered.
 *
 * The watershed runs on the graph of catchment basins instead of pixels (a minimum spanning forest
 * cut, Cousty, Bertrand, Najman and Couprie 2009): the few passes between basins are sorted, and no
 * pixel has to wait in a queue.
 *
 * @param labels [height, width], 0 = background; receives object ids, not consecutive
 */
export function splitTouchingObjects(
  labels: Int32Array,
  width: number,
  settings: Pick<InstanceSettings, 'splitTouching' | 'minimumSizePx'>,
): void {
  if (settings.splitTouching === 0) return;
  const distances = squaredDistances(labels, width);
  const graph = traceBasins(labels, distances, width);
  const markers = chooseMarkers(graph, settings.splitTouching);
  const objects = joinBasins(graph, markers, settings.minimumSizePx);
  for (let i = 0; i < labels.length; i++) labels[i] = objects[labels[i] as number] as number;
}

/** The smallest basin of its object, by basin. Overwrites `markers`. */
function joinBasins(
  graph: BasinGraph,
  markers: Uint8Array,
  minimumSizePx: number,
): Int32Array<ArrayBuffer> {
  const { firsts, seconds, edgePasses } = graph.contacts;
  const areasPx = graph.areasPx.slice();
  const objects = new UnionFind(graph.count + 1);
  const passes = edgePasses.data.subarray(0, graph.contacts.count);
  const order = orderDescending(passes).filter((pair) => passes[pair] !== 0);
  const joinWhere = (mayJoin: (a: number, b: number) => boolean) => {
    for (const pair of order) {
      const a = objects.find(firsts.data[pair] as number);
      const b = objects.find(seconds.data[pair] as number);
      if (a === b || !mayJoin(a, b)) continue;
      const root = objects.unite(a, b);
      areasPx[root] = (areasPx[a] as number) + (areasPx[b] as number);
      markers[root] = (markers[a] as number) | (markers[b] as number);
    }
  };
  joinWhere((a, b) => markers[a] === 0 || markers[b] === 0);
  joinWhere((a, b) => Math.min(areasPx[a] as number, areasPx[b] as number) < minimumSizePx);
  return Int32Array.from({ length: graph.count + 1 }, (_, basin) => objects.find(basin));
}
