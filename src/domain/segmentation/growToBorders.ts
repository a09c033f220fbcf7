import { PROBABILITY_LEVELS, type ProbabilityMap } from '#domain/image/probabilityMap.ts';
import { BucketQueue } from '#lib/bucketQueue.ts';

/**
 * Grows objects over the whole image, in order of decreasing probability, until they meet: a
 * marker-controlled watershed that leaves no lines between objects. Without objects, nothing grows.
 *
 * The flood never rises: a pixel more probable than the one it is reached from waits in the queue of
 * the latter. Within a level, first come, first served, from seeds in raster order. A pixel takes
 * the object of the neighbour that reaches it first, so objects stay 4-connected.
 *
 * Source: Meyer 1991 (hierarchical queue).
 *
 * @param labels [height, width], 0 = not yet taken; grown in place
 */
export function growToBorders(labels: Int32Array, map: ProbabilityMap): void {
  const { width, data } = map;
  const queue = new BucketQueue(PROBABILITY_LEVELS + 1);
  pushOutlines(queue, labels, map);
  const claim = (pixel: number, label: number) => {
    if (labels[pixel] !== 0) return;
    labels[pixel] = label;
    queue.push(Math.min(queue.level, data[pixel] as number), pixel);
  };
  const lastRow = labels.length - width;
  for (let i = queue.pop(); i >= 0; i = queue.pop()) {
    const label = labels[i] as number;
    const x = i % width;
    if (i >= width) claim(i - width, label);
    if (x > 0) claim(i - 1, label);
    if (x + 1 < width) claim(i + 1, label);
    if (i < lastRow) claim(i + width, label);
  }
}

/** Queues the object pixels that have a free neighbour, in raster order. */
function pushOutlines(queue: BucketQueue, labels: Int32Array, map: ProbabilityMap): void {
  const { width, data } = map;
  const lastRow = labels.length - width;
  for (let i = 0; i < labels.length; i++) {
    if (labels[i] === 0) continue;
    const x = i % width;
    const isOutline =
      (i >= width && labels[i - width] === 0) ||
      (x > 0 && labels[i - 1] === 0) ||
      (x + 1 < width && labels[i + 1] === 0) ||
      (i < lastRow && labels[i + width] === 0);
    if (isOutline) queue.push(data[i] as number, i);
  }
}
