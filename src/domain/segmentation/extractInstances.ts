import type { LabelImage } from '#domain/image/labelImage.ts';
import type { ProbabilityMap } from '#domain/image/probabilityMap.ts';
import {
  relabelConsecutively,
  removeBorderObjects,
  removeSmallObjects,
} from '#domain/segmentation/cleanup.ts';
import { labelComponents } from '#domain/segmentation/connectedComponents.ts';
import { fillHoles } from '#domain/segmentation/fillHoles.ts';
import { growToBorders } from '#domain/segmentation/growToBorders.ts';
import type { InstanceSettings } from '#domain/segmentation/instanceSettings.ts';
import { splitTouchingObjects } from '#domain/segmentation/splitting/splitTouching.ts';
import { minimumLevel } from '#domain/segmentation/threshold.ts';
import { AppError } from '#lib/errors.ts';

/**
 * Objects of a probability map, in this order:
 *
 * 1. Foreground: the pixels whose probability is at least the threshold; its 4-connected components.
 * 2. Holes are filled, before the split because a hole would look like two necks.
 * 3. Components smaller than the minimum size are removed, and holes that only they had kept open
 *    are filled.
 * 4. Touching objects are split, never into pieces smaller than the minimum size.
 * 5. Objects grow to their borders, where that is asked for.
 * 6. Objects that touch the image border are removed, where that is asked for: last, so that their
 *    neighbours cannot grow into their place.
 * 7. Objects are numbered 1…count in raster order of their first pixels.
 *
 * Every object is 4-connected. The same map and settings always give the same labels.
 *
 * @throws AppError `invalid-argument` for settings out of range, `shape-mismatch` when the map does
 *   not hold width × height levels
 */
export function extractInstances(
  map: ProbabilityMap,
  settings: InstanceSettings,
): { readonly labels: LabelImage; readonly count: number } {
  checkMap(map);
  checkSettings(settings);
  const { width, height } = map;
  const { labels, areasPx } = labelComponents(map, minimumLevel(settings.threshold), 4);
  if (settings.fillHoles) fillHoles(labels, width, areasPx);
  const removedCount = removeSmallObjects(labels, areasPx, settings.minimumSizePx);
  if (settings.fillHoles && removedCount > 0) fillHoles(labels, width, areasPx);
  splitTouchingObjects(labels, width, settings);
  if (settings.growToBorders) growToBorders(labels, map);
  if (settings.removeBorderObjects) removeBorderObjects(labels, width);
  const count = relabelConsecutively(labels);
  return { labels: { width, height, data: new Uint32Array(labels.buffer) }, count };
}

function checkMap({ width, height, data }: ProbabilityMap): void {
  if (width < 1 || height < 1 || data.length !== width * height) {
    throw new AppError(
      'shape-mismatch',
      `The probability map of ${width} × ${height} px holds ${data.length} levels; segment the image again.`,
    );
  }
}

function checkSettings({ threshold, splitTouching, minimumSizePx }: InstanceSettings): void {
  checkRange('The threshold', threshold, 1);
  checkRange('Split touching', splitTouching, 1);
  checkRange('The minimum size', minimumSizePx, Number.MAX_VALUE);
}

function checkRange(name: string, value: number, maximum: number): void {
  if (value >= 0 && value <= maximum) return;
  const range = maximum === 1 ? 'a number from 0 to 1' : '0 or more pixels';
  throw new AppError('invalid-argument', `${name} is ${value}; choose ${range}.`);
}
