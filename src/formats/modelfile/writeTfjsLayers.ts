import { weightShapes } from '#domain/model/weights.ts';
import type { NetworkWeights } from '#formats/modelfile/readTfjsLayers.ts';
import {
  type HeadOutput,
  layerNameOf,
  type TopologyJson,
  tfjsLayersTopology,
} from '#formats/modelfile/tfjsLayersTopology.ts';
import { AppError } from '#lib/errors.ts';

/** Name of the one weight file that `model.json` refers to. */
export const WEIGHTS_FILE_NAME = 'weights.bin';

/** Contents of a `model.json`, ready for JSON.stringify. */
export interface ModelJson {
  readonly format: 'layers-model';
  readonly generatedBy: string;
  readonly convertedBy: null;
  readonly modelTopology: TopologyJson;
  readonly weightsManifest: readonly {
    readonly paths: readonly string[];
    readonly weights: readonly {
      readonly name: string;
      readonly shape: readonly number[];
      readonly dtype: 'float32';
    }[];
  }[];
}

/**
 * A network as the two files that `tf.loadLayersModel` reads: `model.json` and `weights.bin`
 * (little-endian 32-bit floats in the order of `weightShapes`).
 *
 * @throws AppError `shape-mismatch` when the count of weights is not that of the network
 */
export function writeTfjsLayers(
  { spec, weights }: NetworkWeights,
  output: HeadOutput = 'logits',
): {
  readonly modelJson: ModelJson;
  readonly weightBytes: Uint8Array<ArrayBuffer>;
} {
  const shapes = weightShapes(spec);
  const count = shapes.reduce((sum, weight) => sum + weight.length, 0);
  if (count !== weights.length) {
    throw new AppError(
      'shape-mismatch',
      `The network has ${count} weights, but ${weights.length} were given; nothing was written.`,
    );
  }
  const modelJson: ModelJson = {
    format: 'layers-model',
    generatedBy: 'Cellpane',
    convertedBy: null,
    modelTopology: tfjsLayersTopology(spec, output),
    weightsManifest: [
      {
        paths: [WEIGHTS_FILE_NAME],
        weights: shapes.map(({ name, shape }) => ({
          name: `${layerNameOf(name)}/${name.slice(name.lastIndexOf('/') + 1)}`,
          shape,
          dtype: 'float32',
        })),
      },
    ],
  };
  return { modelJson, weightBytes: new Uint8Array(weights.slice().buffer) };
}
