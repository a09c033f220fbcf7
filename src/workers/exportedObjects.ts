import { BACKGROUND } from '#domain/annotation/annotationValues.ts';
import type { LabelImage } from '#domain/image/labelImage.ts';
import type { ProbabilityMap } from '#domain/image/probabilityMap.ts';
import { measureInstances } from '#domain/measurement/measureInstances.ts';
import type { Reply } from '#workers/contract.ts';
import type { PlaneObjects } from '#workers/imageApi.ts';
import { need, type OpenImage } from '#workers/openImages.ts';

/** Objects that were found in an open image, as copies to be handed on. */
export function exportedObjects(
  open: OpenImage,
  wanted: { readonly isMapWanted: boolean; readonly pixelSizeUm: number | null },
): Reply<PlaneObjects> {
  const { labels } = need(open.objects, 'There is nothing to export yet; press Segment first.');
  const { map } = open;
  const copy = { ...labels, data: labels.data.slice() };
  const mapCopy = wanted.isMapWanted && map ? { ...map, data: map.data.slice() } : null;
  return measuredPlane(open, copy, mapCopy, wanted.pixelSizeUm);
}

/** Objects of an annotation of an open image; painted background is none. Changes its pixels. */
export function annotatedObjects(
  open: OpenImage,
  annotation: LabelImage,
  pixelSizeUm: number | null,
): Reply<PlaneObjects> {
  const { data } = annotation;
  for (let i = 0; i < data.length; i++) if (data[i] === BACKGROUND) data[i] = 0;
  return measuredPlane(open, annotation, null, pixelSizeUm);
}

function measuredPlane(
  { image }: OpenImage,
  labels: LabelImage,
  map: ProbabilityMap | null,
  pixelSizeUm: number | null,
): Reply<PlaneObjects> {
  const objects = measureInstances(labels, image.channels, { pixelSizeUm });
  return {
    value: { labels, objects, map },
    transfer: [
      labels.data.buffer,
      ...objects.columns.map(({ values }) => values.buffer),
      ...(map ? [map.data.buffer] : []),
    ],
  };
}
