import { isObjectLabel } from '#domain/annotation/annotationValues.ts';
import type { LabelImage } from '#domain/image/labelImage.ts';
import type { InstanceSettings } from '#domain/segmentation/instanceSettings.ts';

/** Objects below this share of a small object's area are taken for specks. */
const SPECK_SHARE = 0.2;

/** What is told of a map's objects where a model says nothing. */
const PLAIN_SETTINGS: InstanceSettings = {
  threshold: 0.5,
  minimumSizePx: 0,
  fillHoles: true,
  removeBorderObjects: false,
  splitTouching: 0,
  growToBorders: false,
};

/** Areas of the annotated objects in px, ascending. */
export function objectAreas({ data }: LabelImage): readonly number[] {
  const areas = new Map<number, number>();
  let start = 0;
  for (let i = 1; i <= data.length; i++) {
    if (i < data.length && data[i] === data[start]) continue;
    const label = data[start] as number;
    if (isObjectLabel(label)) areas.set(label, (areas.get(label) ?? 0) + i - start);
    start = i;
  }
  return [...areas.values()].sort((a, b) => a - b);
}

/** Diameters of the discs with the areas of a small and a large object (10 % and 90 %), in px. */
export function usualDiametersPx(areas: readonly number[]): readonly [number, number] {
  const sorted = [...areas].sort((a, b) => a - b);
  const diameter = (fraction: number) =>
    2 * Math.sqrt((sorted[Math.floor(fraction * (sorted.length - 1))] ?? 1) / Math.PI);
  return [diameter(0.1), diameter(0.9)];
}

/**
 * Settings for the objects of a network that learned from these objects: threshold 0.5, since the
 * softmax is trained for it, and a minimum size well below the small ones.
 *
 * @param base settings of the model that training started from, whose other choices are kept
 */
export function settingsFor(
  areas: readonly number[],
  base: InstanceSettings | null,
): InstanceSettings {
  const [small] = usualDiametersPx(areas);
  const smallAreaPx = (Math.PI / 4) * small ** 2;
  return {
    ...(base ?? PLAIN_SETTINGS),
    threshold: 0.5,
    minimumSizePx: Math.round(SPECK_SHARE * smallAreaPx),
  };
}
