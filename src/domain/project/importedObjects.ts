import type { InstanceSettings } from '#domain/segmentation/instanceSettings.ts';

/**
 * Stands in the place of a model's id where objects come from a file: there is no map to extract them
 * from anew, and what is kept as their map is one of `mapFromLabels`. No model has an id with a dot.
 */
export const IMPORTED_OBJECTS_ID = 'imported.objects';

/** Changes nothing about objects. */
export const IMPORTED_OBJECTS_SETTINGS: InstanceSettings = {
  threshold: 0.5,
  minimumSizePx: 0,
  fillHoles: false,
  removeBorderObjects: false,
  splitTouching: 0,
  growToBorders: false,
};
