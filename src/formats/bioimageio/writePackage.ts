import { zipSync } from 'fflate';
import type { ModelContent } from '#domain/model/modelContent.ts';
import type { ModelExample } from '#domain/model/modelExample.ts';
import { outputEdge } from '#domain/unet/validShape.ts';
import { checkDescription } from '#formats/bioimageio/checkDescription.ts';
import { coverImage } from '#formats/bioimageio/coverImage.ts';
import { describeModel, type PackagedFile } from '#formats/bioimageio/describeModel.ts';
import { writeNpy } from '#formats/bioimageio/npy.ts';
import { packageReadme } from '#formats/bioimageio/packageReadme.ts';
import { writeModelZip } from '#formats/modelfile/modelZip.ts';
import { writeOnnxModel } from '#formats/onnx/onnxFile.ts';
import { Sha256 } from '#formats/zip/sha256.ts';
import { AppError } from '#lib/errors.ts';

/** Name of the description in a package. */
const DESCRIPTION_FILE_NAME = 'rdf.yaml';

/**
 * A model as a package of bioimage.io, 0.5: description, weights for TensorFlow.js and ONNX, a tile
 * with what the network made of it, a cover and documentation, in one ZIP file.
 *
 * The description is JSON, which is YAML.
 *
 * @param exportedAt ISO time
 * @throws AppError `invalid-argument` when the specification cannot express the model
 */
export function writePackage(
  model: ModelContent,
  example: ModelExample,
  exportedAt: string,
): Uint8Array<ArrayBuffer> {
  const { card } = model;
  const { network } = card;
  const { width, height } = example;
  const outputShape = [
    1,
    outputEdge(height, network.depth),
    outputEdge(width, network.depth),
    network.classCount,
  ];
  const files: Record<string, Uint8Array<ArrayBuffer>> = {};
  const add = (source: string, bytes: Uint8Array<ArrayBuffer>): PackagedFile => {
    files[source] = bytes;
    return { source, sha256: new Sha256().update(bytes).hex() };
  };
  const description = describeModel(
    card,
    {
      testInput: add('test_input.npy', writeNpy(example.intensities, [1, height, width, 1])),
      testOutput: add('test_output.npy', writeNpy(example.probability, outputShape)),
      tfjs: add('tfjs-model.zip', writeModelZip(model, 'probability')),
      onnx: add(
        'model.onnx',
        writeOnnxModel(model, { layout: 'channels-last', outputs: ['probability'] }),
      ),
      cover: add('cover.png', coverImage(example, network.classCount)).source,
      documentation: add('README.md', asBytes(packageReadme(card))).source,
    },
    exportedAt,
  );
  const [fault] = checkDescription(description);
  if (fault !== undefined) {
    throw new AppError(
      'internal',
      `The package would not follow the specification of bioimage.io (${fault}), so it was not written. Export the model as ONNX or tfjs-layers.`,
    );
  }
  const text = `${JSON.stringify(description, null, 2)}\n`;
  return zipSync({ [DESCRIPTION_FILE_NAME]: asBytes(text), ...files }, { level: 0 });
}

function asBytes(text: string): Uint8Array<ArrayBuffer> {
  return new TextEncoder().encode(text);
}
