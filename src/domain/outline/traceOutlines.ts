import type { LabelImage } from '#domain/image/labelImage.ts';
import { EdgeTracer } from '#domain/outline/edgeTracer.ts';
import type { ObjectOutline, OutlinePolygon } from '#domain/outline/objectOutline.ts';
import { PartFinder } from '#domain/outline/partFinder.ts';
import { ringArea } from '#domain/outline/ringArea.ts';

interface FoundRing {
  readonly label: number;
  /** Number of a run that touches the ring. */
  readonly set: number;
  readonly corners: Float64Array<ArrayBuffer>;
}

/**
 * Outlines of all objects on pixel edges, by rising label. Rings have only corners where they turn;
 * outer ones run clockwise on the screen (x to the right, y down), holes the other way. None crosses
 * or touches itself: where pixels of one part touch at a corner, its rings touch each other there.
 *
 * Time grows with the pixels and the length of the edges. The walk along pixel edges is that of
 * Rosenfeld 1970 for 4-connected objects.
 *
 * @param classes classes of objects that are not 1
 */
export function traceOutlines(
  labels: LabelImage,
  classes: ReadonlyMap<number, number> = new Map(),
): readonly ObjectOutline[] {
  const parts = new PartFinder();
  const byLabel = new Map<number, Map<number, PartRings>>();
  for (const { label, set, corners } of findRings(labels, parts)) {
    const ofLabel = byLabel.get(label) ?? new Map<number, PartRings>();
    byLabel.set(label, ofLabel);
    const part = parts.partOf(set);
    const rings = ofLabel.get(part) ?? { outer: corners, holes: [] };
    ofLabel.set(part, rings);
    if (ringArea(corners) > 0) rings.outer = corners;
    else rings.holes.push(corners);
  }
  return [...byLabel]
    .sort(([a], [b]) => a - b)
    .map(([label, polygons]) => ({
      label,
      classIndex: classes.get(label) ?? 1,
      polygons: [...polygons.values()],
    }));
}

interface PartRings extends OutlinePolygon {
  outer: Float64Array<ArrayBuffer>;
  readonly holes: Float64Array<ArrayBuffer>[];
}

function findRings(labels: LabelImage, parts: PartFinder): readonly FoundRing[] {
  const { width, height, data } = labels;
  const tracer = new EdgeTracer(labels);
  const rings: FoundRing[] = [];
  for (let y = 0; y < height; y++) {
    const rowStart = y * width;
    parts.nextRow();
    for (let start = 0, end = 0; start < width; start = end) {
      const label = data[rowStart + start] as number;
      end = runEnd(data, rowStart + start, rowStart + width) - rowStart;
      if (label === 0) continue;
      const set = parts.add(start, end, label);
      for (let x = start; x < end; x++) {
        for (const corners of tracer.ringsAbove(x, y)) rings.push({ label, set, corners });
      }
    }
  }
  return rings;
}

function runEnd(data: Uint32Array, start: number, rowEnd: number): number {
  const label = data[start];
  let end = start + 1;
  while (end < rowEnd && data[end] === label) end++;
  return end;
}
