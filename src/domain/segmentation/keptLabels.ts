import type { LabelImage } from '#domain/image/labelImage.ts';
import type { ProbabilityMap } from '#domain/image/probabilityMap.ts';

const WORD = 65_536;

/**
 * Objects that no map gives, such as those of a file, in the form of a map so that they are kept
 * where maps are: the ids are its values. Where there are more than 65,535, it is twice as high, and
 * its lower half holds the ids' upper 16 bits.
 */
export function mapFromLabels({ width, height, data }: LabelImage): ProbabilityMap {
  let isWide = false;
  for (let i = 0; i < data.length && !isWide; i++) isWide = (data[i] as number) >= WORD;
  const words = new Uint16Array(isWide ? 2 * data.length : data.length);
  for (let i = 0; i < data.length; i++) words[i] = data[i] as number;
  if (!isWide) return { width, height, data: words };
  for (let i = 0; i < data.length; i++) words[data.length + i] = (data[i] as number) / WORD;
  return { width, height: 2 * height, data: words };
}

/**
 * The objects again: the inverse of `mapFromLabels`.
 *
 * @param height of the image, px
 */
export function labelsFromMap(map: ProbabilityMap, height: number): LabelImage {
  const { width, data: words } = map;
  const data = new Uint32Array(width * height);
  for (let i = 0; i < data.length; i++) {
    data[i] = (words[i] as number) + WORD * (words[data.length + i] ?? 0);
  }
  return { width, height, data };
}
