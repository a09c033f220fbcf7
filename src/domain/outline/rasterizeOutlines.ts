import type { LabelImage } from '#domain/image/labelImage.ts';
import type { ObjectOutline, OutlinePolygon } from '#domain/outline/objectOutline.ts';
import { PolygonFiller } from '#domain/outline/polygonFiller.ts';

/**
 * Label image of outlines: a pixel belongs to an object when its centre lies inside one of the
 * object's polygons by the even-odd rule; later objects lie above earlier ones. What lies outside of
 * the image is cut off. The exact inverse of `traceOutlines`.
 *
 * @throws AppError `too-large` when polygons that overlap a thousandfold would take hours
 */
export function rasterizeOutlines(
  objects: readonly Pick<ObjectOutline, 'label' | 'polygons'>[],
  width: number,
  height: number,
): LabelImage {
  const labels = { width, height, data: new Uint32Array(width * height) };
  const filler = new PolygonFiller(labels);
  for (const { label, polygons } of objects) {
    for (const polygon of polygons) filler.fill(ringsOf(polygon), label);
  }
  return labels;
}

/** All rings of a polygon, the outer one first. */
export function ringsOf({ outer, holes }: OutlinePolygon): readonly Float64Array[] {
  return [outer, ...holes];
}
