import { badModel } from '#formats/modelfile/badModel.ts';
import type { OnnxGraph, OnnxNode, OnnxTensor } from '#formats/onnx/onnxModel.ts';
import type { StoredNode, StoredOnnx, StoredTensor } from '#formats/onnx/readOnnxModel.ts';

const REMEDY =
  'Cellpane reads ONNX files as Cellpane writes them. Export the model from Cellpane again, or load it as a tfjs-layers model.';
const FLOAT = 1;
const INT64 = 7;

/**
 * Checks that a file computes what `expected` computes: the same operations in the same order, with
 * the same settings and connections. Names between operations are free; those of weights, input and
 * outputs are not.
 *
 * @throws AppError `bad-model` that names the first operation that differs
 */
export function matchGraph(expected: OnnxGraph, actual: StoredOnnx): void {
  if (actual.nodes.length !== expected.nodes.length) {
    throw badModel(
      `it has ${actual.nodes.length} operations where its network needs ${expected.nodes.length}`,
      REMEDY,
    );
  }
  const constants = new Map(actual.constants.map((tensor) => [tensor.name, tensor]));
  const known = new Map(expected.constants.map((tensor) => [tensor.name, tensor]));
  const outputs = new Set(expected.outputs.map(({ name }) => name));
  /** Name in `expected` → name in the file. */
  const names = new Map<string, string>();
  expected.nodes.forEach((node, index) => {
    const found = actual.nodes[index] as StoredNode;
    const place = `its operation ${index + 1}`;
    checkSettings(node, found, place);
    node.inputs.forEach((input, i) => {
      const foundInput = found.inputs[i] ?? '';
      const constant = known.get(input);
      const isRight = constant
        ? isSameConstant(constant, constants.get(foundInput))
        : (names.get(input) ?? input) === foundInput;
      if (!isRight) {
        throw badModel(`${place} (${node.operation}) reads "${shown(foundInput)}"`, REMEDY);
      }
    });
    const [output = ''] = found.outputs;
    if (outputs.has(node.output) && output !== node.output) {
      throw badModel(`its output "${node.output}" is called "${shown(output)}"`, REMEDY);
    }
    names.set(node.output, output);
  });
}

function checkSettings(node: OnnxNode, found: StoredNode, place: string): void {
  if (found.operation !== node.operation || found.inputs.length !== node.inputs.length) {
    throw badModel(
      `${place} is ${shown(found.operation)} of ${found.inputs.length} inputs where ${node.operation} of ${node.inputs.length} belongs`,
      REMEDY,
    );
  }
  if (found.outputs.length !== 1) throw badModel(`${place} has several outputs`, REMEDY);
  if (settingsText(found.attributes) !== settingsText(node.attributes)) {
    throw badModel(
      `${place} (${node.operation}) has the settings ${shown(settingsText(found.attributes))} where ${settingsText(node.attributes)} belong`,
      REMEDY,
    );
  }
}

function settingsText(attributes: OnnxNode['attributes']): string {
  const entries = Object.entries(attributes).map(([name, value]) => `${name}=${String(value)}`);
  return entries.sort().join(' ') || 'none';
}

function isSameConstant(expected: OnnxTensor, found: StoredTensor | undefined): boolean {
  const { data } = expected;
  const dataType = data instanceof Float32Array ? FLOAT : INT64;
  if (!found?.bytes || found.dataType !== dataType) return false;
  if (String(found.shape) !== String(expected.shape)) return false;
  const wanted = new Uint8Array(data.buffer, data.byteOffset, data.byteLength);
  return (
    found.bytes.length === wanted.length && wanted.every((byte, i) => byte === found.bytes?.[i])
  );
}

/** A name of unknown origin, short enough for a message. */
function shown(text: string): string {
  return text.length > 80 ? `${text.slice(0, 80)}…` : text;
}
