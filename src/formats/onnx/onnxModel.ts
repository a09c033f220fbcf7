import { joinBytes } from '#formats/joinBytes.ts';
import { bytesField, numberField, textField } from '#formats/onnx/protobuf.ts';

const IR_VERSION = 8;
/** Version of the operators that the files use. */
export const OPSET_VERSION = 17;
const FLOAT = 1;
const INT64 = 7;
const ATTRIBUTE_INT = 2;
const ATTRIBUTE_INTS = 7;

/** One operation of an ONNX graph. */
export interface OnnxNode {
  readonly operation: string;
  readonly inputs: readonly string[];
  readonly output: string;
  /** Integers by name, e.g. `kernel_shape`. */
  readonly attributes: Readonly<Record<string, number | readonly number[]>>;
}

/** A constant array of an ONNX graph, row-major. */
export interface OnnxTensor {
  readonly name: string;
  readonly shape: readonly number[];
  readonly data: Float32Array | BigInt64Array;
}

/** An input or output of floats; an edge is a number, or a name where every run may have its own. */
export interface OnnxValue {
  readonly name: string;
  readonly shape: readonly (number | string)[];
}

/** A graph with one input. */
export interface OnnxGraph {
  readonly nodes: readonly OnnxNode[];
  readonly constants: readonly OnnxTensor[];
  readonly input: OnnxValue;
  readonly outputs: readonly OnnxValue[];
}

/** What a file says besides its graph. */
export interface OnnxNotes {
  /** Read by people in viewers of such files. */
  readonly description: string;
  /** Texts by key. */
  readonly metadata: Readonly<Record<string, string>>;
}

/**
 * Bytes of an `.onnx` file.
 *
 * Source: field numbers of onnx.proto, https://github.com/onnx/onnx/blob/main/onnx/onnx.proto
 */
export function writeOnnx(graph: OnnxGraph, notes: OnnxNotes): Uint8Array<ArrayBuffer> {
  const body = joinBytes([
    ...graph.nodes.map((node) => bytesField(1, encodeNode(node))),
    textField(2, 'unet'),
    ...graph.constants.map((tensor) => bytesField(5, encodeTensor(tensor))),
    bytesField(11, encodeValue(graph.input)),
    ...graph.outputs.map((output) => bytesField(12, encodeValue(output))),
  ]);
  return joinBytes([
    numberField(1, IR_VERSION),
    textField(2, 'cellpane'),
    textField(6, notes.description),
    bytesField(7, body),
    bytesField(8, joinBytes([textField(1, ''), numberField(2, OPSET_VERSION)])),
    ...Object.entries(notes.metadata).map(([key, value]) =>
      bytesField(14, joinBytes([textField(1, key), textField(2, value)])),
    ),
  ]);
}

function encodeNode(node: OnnxNode): Uint8Array {
  return joinBytes([
    ...node.inputs.map((name) => textField(1, name)),
    textField(2, node.output),
    textField(4, node.operation),
    ...Object.entries(node.attributes).map(([name, value]) =>
      bytesField(5, encodeAttribute(name, value)),
    ),
  ]);
}

function encodeAttribute(name: string, value: number | readonly number[]): Uint8Array {
  return typeof value === 'number'
    ? joinBytes([textField(1, name), numberField(3, value), numberField(20, ATTRIBUTE_INT)])
    : joinBytes([
        textField(1, name),
        ...value.map((item) => numberField(8, item)),
        numberField(20, ATTRIBUTE_INTS),
      ]);
}

function encodeTensor({ name, shape, data }: OnnxTensor): Uint8Array {
  return joinBytes([
    ...shape.map((edge) => numberField(1, edge)),
    numberField(2, data instanceof Float32Array ? FLOAT : INT64),
    textField(8, name),
    bytesField(9, new Uint8Array(data.buffer, data.byteOffset, data.byteLength)),
  ]);
}

function encodeValue({ name, shape }: OnnxValue): Uint8Array {
  const dimensions = joinBytes(
    shape.map((edge) =>
      bytesField(1, typeof edge === 'number' ? numberField(1, edge) : textField(2, edge)),
    ),
  );
  const tensorType = joinBytes([numberField(1, FLOAT), bytesField(2, dimensions)]);
  return joinBytes([textField(1, name), bytesField(2, bytesField(1, tensorType))]);
}
