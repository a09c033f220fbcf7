import type { UnetSpec } from '#domain/model/modelCard.ts';
import { parameterCount, type WeightShape, weightShapes } from '#domain/model/weights.ts';
import { joinBytes } from '#formats/joinBytes.ts';
import { badModel } from '#formats/modelfile/badModel.ts';
import { matchUnet } from '#formats/modelfile/matchUnet.ts';
import { parseModelJson, type WeightGroup } from '#formats/modelfile/parseModelJson.ts';
import { layerNameOf } from '#formats/modelfile/tfjsLayersTopology.ts';

/** A network as plain numbers. */
export interface NetworkWeights {
  readonly spec: UnetSpec;
  /** Every weight, in the order of `weightShapes(spec)`. */
  readonly weights: Float32Array<ArrayBuffer>;
}

/** Where a file keeps one weight. */
interface StoredWeight {
  readonly shape: readonly number[];
  /** Little-endian 32-bit floats. */
  readonly bytes: Uint8Array;
}

const FLOAT_BYTES = 4;
const REMEDY = 'Get all files of the model again and choose them together.';

/**
 * Names of the weight files that belong to a `model.json`, each once; all lie beside it.
 *
 * @param modelJson parsed JSON of unknown origin
 * @throws AppError `bad-model` when it is no tfjs-layers model or a name leads to another folder
 */
export function listShards(modelJson: unknown): readonly string[] {
  const groups = parseModelJson(modelJson).weightGroups;
  return [...new Set(groups.flatMap((group) => group.paths))];
}

/**
 * The U-Net in a tfjs-layers model of unknown origin.
 *
 * @param modelJson parsed JSON of `model.json`
 * @param shards bytes of its weight files by name; others may be among them
 * @throws AppError `bad-model` when it is not the paper's U-Net, when weights are missing, have
 *   other shapes or types, or are not finite
 */
export function readTfjsLayers(
  modelJson: unknown,
  shards: ReadonlyMap<string, Uint8Array>,
): NetworkWeights {
  const model = parseModelJson(modelJson);
  const { spec, layerNames } = matchUnet(model.layers, model.outputName);
  const stored = new Map<string, StoredWeight>();
  for (const group of model.weightGroups) collectWeights(group, shards, stored);

  const weights = new Float32Array(parameterCount(spec));
  const weightBytes = new Uint8Array(weights.buffer);
  for (const weight of weightShapes(spec)) {
    const layer = layerNames.get(layerNameOf(weight.name));
    const storedName = `${layer}/${weight.name.slice(weight.name.lastIndexOf('/') + 1)}`;
    const found = stored.get(storedName);
    checkShape(storedName, weight, found);
    weightBytes.set(found.bytes, weight.offset * FLOAT_BYTES);
    checkFinite(storedName, weights.subarray(weight.offset, weight.offset + weight.length));
    stored.delete(storedName);
  }
  const [unused] = stored.keys();
  if (unused !== undefined) {
    throw badModel(`no layer of the network uses its weight "${unused}"`, REMEDY);
  }
  return { spec, weights };
}

function collectWeights(
  group: WeightGroup,
  shards: ReadonlyMap<string, Uint8Array>,
  stored: Map<string, StoredWeight>,
): void {
  const bytes = joinShards(group.paths, shards);
  let offset = 0;
  for (const { name, shape, dtype, isQuantized } of group.weights) {
    if (dtype !== 'float32' || isQuantized) {
      const kind = isQuantized ? 'quantized' : dtype;
      throw badModel(
        `its weight "${name}" is ${kind} where 32-bit floats are needed`,
        'Export the network again without quantization.',
      );
    }
    if (stored.has(name)) throw badModel(`its weight "${name}" is listed twice`, REMEDY);
    const start = offset;
    offset += shape.reduce((product, edge) => product * edge, FLOAT_BYTES);
    stored.set(name, { shape, bytes: bytes.subarray(start, offset) });
  }
  if (offset !== bytes.byteLength) {
    throw badModel(
      `its list of weights needs ${offset} bytes, but ${group.paths.join(', ')} hold ${bytes.byteLength}`,
      REMEDY,
    );
  }
}

function joinShards(paths: readonly string[], shards: ReadonlyMap<string, Uint8Array>): Uint8Array {
  const parts = paths.map((path) => {
    const part = shards.get(path);
    if (!part) throw badModel(`its weight file "${path}" is missing`, REMEDY);
    return part;
  });
  return joinBytes(parts);
}

function checkShape(
  name: string,
  expected: WeightShape,
  found: StoredWeight | undefined,
): asserts found is StoredWeight {
  if (!found) throw badModel(`its weight "${name}" is missing`, REMEDY);
  const foundShape = found.shape.join(' × ');
  const expectedShape = expected.shape.join(' × ');
  if (foundShape !== expectedShape) {
    throw badModel(
      `its weight "${name}" is ${foundShape}, but its layers need ${expectedShape}`,
      REMEDY,
    );
  }
}

function checkFinite(name: string, values: Float32Array): void {
  const index = values.findIndex((value) => !Number.isFinite(value));
  if (index < 0) return;
  throw badModel(
    `number ${index} of its weight "${name}" is ${values[index]}`,
    'The training that made it has failed; use an earlier state of the network.',
  );
}
