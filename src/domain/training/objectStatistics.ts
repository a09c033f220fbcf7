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
