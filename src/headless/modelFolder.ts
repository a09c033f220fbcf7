import type { ModelCard } from '#domain/model/modelCard.ts';
import { parameterCount, weightShapes } from '#domain/model/weights.ts';
import { badModel } from '#formats/modelfile/badModel.ts';
import { WEIGHTS_FILE_NAME, writeTfjsLayers } from '#formats/modelfile/writeTfjsLayers.ts';
import { readSafetensors } from '#formats/safetensors/readSafetensors.ts';

/**
 * The files of one model folder by name: `model.json`, `weights.bin` and `card.json`.
 *
 * @param safetensorsBytes weights under the names and with the shapes of `weightShapes`
 * @throws AppError `corrupt-file` when the bytes are no safetensors file, `bad-model` when they
 *   hold another network than the card says
 */
export function modelFolder(
  safetensorsBytes: Uint8Array,
  card: ModelCard,
): ReadonlyMap<string, Uint8Array | string> {
  const weights = readWeights(safetensorsBytes, card);
  const { modelJson, weightBytes } = writeTfjsLayers({ spec: card.network, weights });
  return new Map<string, Uint8Array | string>([
    ['model.json', `${JSON.stringify(modelJson)}\n`],
    [WEIGHTS_FILE_NAME, weightBytes],
    ['card.json', `${JSON.stringify(card, null, 2)}\n`],
  ]);
}

function readWeights(safetensorsBytes: Uint8Array, card: ModelCard): Float32Array<ArrayBuffer> {
  const { tensors } = readSafetensors(safetensorsBytes);
  const remedy = `Correct the card of "${card.id}", or take the weights that belong to it.`;
  const weights = new Float32Array(parameterCount(card.network));
  const shapes = weightShapes(card.network);
  for (const { name, shape, offset } of shapes) {
    const tensor = tensors.get(name);
    if (!tensor) throw badModel(`its weight "${name}" is missing`, remedy);
    const found = `${tensor.dtype} ${tensor.shape.join(' × ')}`;
    const wanted = `F32 ${shape.join(' × ')}`;
    if (!(tensor.data instanceof Float32Array) || found !== wanted) {
      throw badModel(`its weight "${name}" is ${found}, but its card needs ${wanted}`, remedy);
    }
    const bad = tensor.data.find((value) => !Number.isFinite(value));
    if (bad !== undefined) throw badModel(`its weight "${name}" contains ${bad}`, remedy);
    weights.set(tensor.data, offset);
  }
  if (tensors.size !== shapes.length) {
    throw badModel(`it has ${tensors.size} weights where its card needs ${shapes.length}`, remedy);
  }
  return weights;
}
