import type { InstanceSettings } from '#domain/segmentation/instanceSettings.ts';

/**
 * Object settings that the user changed, by image id and model id; else the model card's defaults
 * hold. Apart from the images, so that a dragged slider draws only what shows settings.
 */
export interface TuningSlice {
  readonly tunedSettings: Readonly<Record<string, Readonly<Record<string, InstanceSettings>>>>;
}

export const initialTuning: TuningSlice = { tunedSettings: {} };

/** The slice with the settings of one image under one model replaced. */
export function withTuned(
  slice: TuningSlice,
  imageId: string,
  modelId: string,
  settings: InstanceSettings,
): TuningSlice {
  const ofImage = { ...slice.tunedSettings[imageId], [modelId]: settings };
  return { tunedSettings: { ...slice.tunedSettings, [imageId]: ofImage } };
}

/** The slice without the settings of one image. */
export function withoutTuned(slice: TuningSlice, imageId: string): TuningSlice {
  const { [imageId]: _removed, ...tunedSettings } = slice.tunedSettings;
  return { tunedSettings };
}
