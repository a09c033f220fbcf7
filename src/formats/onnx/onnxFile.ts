import type { ModelCard } from '#domain/model/modelCard.ts';
import type { ModelContent } from '#domain/model/modelContent.ts';
import { parameterCount, weightShapes } from '#domain/model/weights.ts';
import { edgeLoss, haloPx, inputEdgeFor } from '#domain/unet/validShape.ts';
import { badModel } from '#formats/modelfile/badModel.ts';
import { claimedNetwork } from '#formats/modelfile/claimedNetwork.ts';
import { checkModel } from '#formats/modelfile/modelFiles.ts';
import { parseModelCard } from '#formats/modelfile/parseModelCard.ts';
import { unknownCard } from '#formats/modelfile/unknownCard.ts';
import { fromOnnxOrder, onnxShape } from '#formats/onnx/kernelOrder.ts';
import { matchGraph } from '#formats/onnx/matchGraph.ts';
import { readOnnxModel, type StoredOnnx, type StoredTensor } from '#formats/onnx/readOnnxModel.ts';
import { INPUT_NAME, type OnnxForm, type OnnxOutput, unetGraph } from '#formats/onnx/unetGraph.ts';
import { unetToOnnx } from '#formats/onnx/unetToOnnx.ts';

const CARD_KEY = 'cellpane.card';
const FLOAT = 1;
const OUTPUTS: readonly OnnxOutput[] = ['logits', 'probability', 'foreground'];
const REMEDY =
  'Cellpane reads ONNX files that Cellpane wrote. Export the network as a tfjs-layers model, or choose another file.';

/**
 * A model as one ONNX file: tiles of any valid size in, `logits` and `foreground` out, channels
 * first. Card, tile sizes and normalisation are in its metadata.
 */
export function writeOnnxModel(
  model: ModelContent,
  form?: Partial<OnnxForm>,
): Uint8Array<ArrayBuffer> {
  const { card, weights } = model;
  const whole: OnnxForm = {
    layout: 'channels-first',
    outputs: ['logits', 'foreground'],
    size: null,
    ...form,
  };
  return unetToOnnx({ spec: card.network, weights }, whole, {
    description: descriptionOf(card, whole),
    metadata: metadataOf(card),
  });
}

function metadataOf(card: ModelCard): Readonly<Record<string, string>> {
  const { depth } = card.network;
  return {
    [CARD_KEY]: JSON.stringify(card),
    'cellpane.halo_px': String(haloPx(depth)),
    'cellpane.smallest_input_px': String(inputEdgeFor(1, depth)),
    'cellpane.input_step_px': String(2 ** depth),
    'cellpane.normalization': JSON.stringify(card.normalization),
  };
}

function descriptionOf(card: ModelCard, { outputs }: OnnxForm): string {
  const { depth } = card.network;
  const { lowPercent, highPercent, outputRange } = card.normalization;
  return [
    `${card.title}. ${card.summary}`,
    `Valid-convolution U-Net of depth ${depth}. Input "${INPUT_NAME}": intensities of which percentile ${lowPercent} of the whole image is mapped to ${outputRange[0]} and percentile ${highPercent} to ${outputRange[1]}, clipped; tiles of ${inputEdgeFor(1, depth)} px and more in steps of ${2 ** depth} px.`,
    `Outputs ${outputs.join(' and ')}: the centre of the tile, ${edgeLoss(depth)} px smaller on each axis.`,
  ].join('\n');
}

/**
 * The model in an ONNX file of unknown origin that Cellpane should have written.
 *
 * @param title for a model without a card
 * @throws AppError `bad-model` when it is another network or of another program, damaged, or a
 *   weight is missing, has another shape or type, or is not finite
 */
export function readOnnxUnet(bytes: Uint8Array, title: string): ModelContent {
  const stored = readOnnxModel(bytes);
  const tensors = new Map(stored.constants.map((tensor) => [tensor.name, tensor]));
  const spec = specOf(stored, tensors);
  matchGraph(unetGraph(spec, formOf(stored)), stored);
  const weights = new Float32Array(parameterCount(spec));
  for (const { name, shape, offset, length } of weightShapes(spec)) {
    const values = readWeight(tensors.get(name), name, onnxShape(shape));
    weights.set(shape.length === 4 ? fromOnnxOrder(values, shape) : values, offset);
    checkFinite(name, weights.subarray(offset, offset + length));
  }
  const cardText = stored.metadata.get(CARD_KEY);
  const card = cardText === undefined ? unknownCard(spec, title) : parseModelCard(asJson(cardText));
  checkModel(card, spec);
  return { card, weights };
}

/** The network that the shapes of the weights tell of. */
function specOf(stored: StoredOnnx, tensors: ReadonlyMap<string, StoredTensor>) {
  const first = tensors.get('down0/conv1/kernel');
  const head = tensors.get('head/kernel');
  if (!first || !head || !stored.inputNames.includes(INPUT_NAME)) {
    const producer = stored.producer.slice(0, 80) || 'another program';
    throw badModel(
      `it comes from ${producer}, and its weights and inputs do not have the names that Cellpane gives them`,
      REMEDY,
    );
  }
  let depth = 0;
  while (tensors.has(`up${depth}/upconv/kernel`)) depth++;
  return claimedNetwork({
    depth,
    baseFeatures: first.shape[0],
    inputChannels: first.shape[1],
    classCount: head.shape[0],
  });
}

function formOf({ nodes, outputNames }: StoredOnnx): OnnxForm {
  const outputs = outputNames.flatMap((name) => OUTPUTS.find((output) => output === name) ?? []);
  if (outputs.length === 0 || outputs.length !== new Set(outputNames).size) {
    throw badModel(
      `its outputs are called ${outputNames.join(', ').slice(0, 200) || 'nothing'} where logits, probability or foreground belong`,
      REMEDY,
    );
  }
  const isLast = nodes[0]?.operation === 'Transpose';
  return { layout: isLast ? 'channels-last' : 'channels-first', outputs, size: null };
}

function readWeight(
  tensor: StoredTensor | undefined,
  name: string,
  shape: readonly number[],
): Float32Array {
  const remedy = 'Get the file again.';
  if (!tensor) throw badModel(`its weight "${name}" is missing`, remedy);
  if (tensor.dataType !== FLOAT || !tensor.bytes) {
    throw badModel(
      `its weight "${name}" is not kept as 32-bit floats in the file itself`,
      'Export it again without quantization and without external data.',
    );
  }
  const wanted = shape.join(' × ');
  const found = tensor.shape.join(' × ');
  if (found !== wanted) {
    throw badModel(`its weight "${name}" is ${found}, but its layers need ${wanted}`, remedy);
  }
  const byteLength = shape.reduce((product, edge) => product * edge, 4);
  if (tensor.bytes.length !== byteLength) {
    throw badModel(
      `its weight "${name}" has ${tensor.bytes.length} bytes where ${byteLength} are needed`,
      remedy,
    );
  }
  return new Float32Array(tensor.bytes.slice().buffer);
}

function checkFinite(name: string, values: Float32Array): void {
  const index = values.findIndex((value) => !Number.isFinite(value));
  if (index < 0) return;
  throw badModel(
    `its weight "${name}" holds ${values[index]}`,
    'The training that made it has failed; use an earlier state of the network.',
  );
}

function asJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    throw badModel('the card in its metadata is no JSON', 'Get the file again.', error);
  }
}
