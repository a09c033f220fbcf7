import type { ModelContent } from '#domain/model/modelContent.ts';
import type { ModelExample } from '#domain/model/modelExample.ts';
import type { ModelFormat } from '#domain/model/modelFormat.ts';
import { writePackage } from '#formats/bioimageio/writePackage.ts';
import { writeModelZip } from '#formats/modelfile/modelZip.ts';
import { writeOnnxModel } from '#formats/onnx/onnxFile.ts';
import { AppError } from '#lib/errors.ts';

/**
 * A model as one file of the given form.
 *
 * @param example what the model was run on, for a package of bioimage.io
 * @param exportedAt ISO time, for the same
 * @throws AppError `invalid-argument` when the form cannot express the model
 */
export function writeAnyModel(
  model: ModelContent,
  format: ModelFormat,
  example: ModelExample | null,
  exportedAt: string,
): Uint8Array<ArrayBuffer> {
  if (format === 'onnx') return writeOnnxModel(model);
  if (format === 'tfjs-layers') return writeModelZip(model);
  if (example) return writePackage(model, example, exportedAt);
  throw new AppError(
    'internal',
    'A package of bioimage.io needs a tile that the model was run on.',
  );
}
