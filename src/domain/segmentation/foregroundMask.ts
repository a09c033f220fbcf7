import type { LabelImage } from '#domain/image/labelImage.ts';
import type { ProbabilityMap } from '#domain/image/probabilityMap.ts';
import { minimumLevel } from '#domain/segmentation/threshold.ts';

/** The thresholded map as a label image of one object, before any object is split, grown or dropped. */
export function foregroundMask(map: ProbabilityMap, threshold: number): LabelImage {
  const level = minimumLevel(threshold);
  const data = new Uint32Array(map.data.length);
  for (let i = 0; i < data.length; i++) data[i] = (map.data[i] as number) >= level ? 1 : 0;
  return { width: map.width, height: map.height, data };
}
