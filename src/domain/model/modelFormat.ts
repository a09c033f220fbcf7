/** Forms in which a model leaves the page. */
export const MODEL_FORMATS = ['tfjs-layers', 'bioimageio', 'onnx'] as const;

/**
 * `tfjs-layers` = ZIP of `model.json`, weights and card; `bioimageio` = package of the specification
 * of bioimage.io, 0.5; `onnx` = one file.
 */
export type ModelFormat = (typeof MODEL_FORMATS)[number];

/** How the files of a form end. */
export const MODEL_ENDINGS: Readonly<Record<ModelFormat, string>> = {
  'tfjs-layers': '.zip',
  bioimageio: '.bioimageio.zip',
  onnx: '.onnx',
};
