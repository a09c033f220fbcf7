import { bytesField, joinBytes, numberField, textField } from './protobuf.ts';

const IR_VERSION = 8;
const OPSET_VERSION = 17;
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
  readonly attributes?: Readonly<Record<string, number | readonly number[]>>;
}

/** A constant array of an ONNX graph, row-major. */
export interface OnnxTensor {
  readonly name: string;
  readonly shape: readonly number[];
  readonly data: Float32Array | BigInt64Array;
}

/** A graph with one input and one output of floats. */
export interface OnnxGraph {
  readonly nodes: readonly OnnxNode[];
  readonly constants: readonly OnnxTensor[];
  readonly input: { readonly name: string; readonly shape: readonly number[] };
  readonly output: { readonly name: string; readonly shape: readonly number[] };
}

/**
 * Bytes of an `.onnx` file.
 *
 * Source: field numbers of onnx.proto, https://github.com/onnx/onnx/blob/main/onnx/onnx.proto
 */
export function writeOnnx(graph: OnnxGraph): Uint8Array<ArrayBuffer> {
  const body = joinBytes([
    ...graph.nodes.map((node) => bytesField(1, encodeNode(node))),
    textField(2, 'unet'),
    ...graph.constants.map((tensor) => bytesField(5, encodeTensor(tensor))),
    bytesField(11, encodeValue(graph.input.name, graph.input.shape)),
    bytesField(12, encodeValue(graph.output.name, graph.output.shape)),
  ]);
  return joinBytes([
    numberField(1, IR_VERSION),
    textField(2, 'cellpane'),
    bytesField(7, body),
    bytesField(8, joinBytes([textField(1, ''), numberField(2, OPSET_VERSION)])),
  ]);
}

function encodeNode(node: OnnxNode): Uint8Array {
  return joinBytes([
    ...node.inputs.map((name) => textField(1, name)),
    textField(2, node.output),
    textField(4, node.operation),
    ...Object.entries(node.attributes ?? {}).map(([name, value]) =>
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

function encodeValue(name: string, shape: readonly number[]): Uint8Array {
  const dimensions = joinBytes(shape.map((edge) => bytesField(1, numberField(1, edge))));
  const tensorType = joinBytes([numberField(1, FLOAT), bytesField(2, dimensions)]);
  return joinBytes([textField(1, name), bytesField(2, bytesField(1, tensorType))]);
}
