import { badModel } from '#formats/modelfile/badModel.ts';
import type { OnnxNode } from '#formats/onnx/onnxModel.ts';
import { readFields, readPacked } from '#formats/onnx/readProtobuf.ts';

/** A constant of somebody's graph; nothing of it has been checked yet. */
export interface StoredTensor {
  readonly name: string;
  readonly shape: readonly number[];
  /** 1 = 32-bit floats, 7 = 64-bit integers, others as in onnx.proto. */
  readonly dataType: number;
  /** Little-endian values, or `null` when they are kept in another way. */
  readonly bytes: Uint8Array | null;
}

/** A node of somebody's graph, which may have several outputs. */
export interface StoredNode extends Omit<OnnxNode, 'output'> {
  readonly outputs: readonly string[];
}

/** What an ONNX file says, in plain data. */
export interface StoredOnnx {
  /** Program that wrote it; empty when it does not say. */
  readonly producer: string;
  readonly metadata: ReadonlyMap<string, string>;
  readonly nodes: readonly StoredNode[];
  readonly constants: readonly StoredTensor[];
  readonly inputNames: readonly string[];
  readonly outputNames: readonly string[];
}

/** Far more than any U-Net of ours has. */
const MAX_PARTS = 2000;
const MAX_LIST = 64;
const MAX_NAME_BYTES = 1000;
const MAX_METADATA_BYTES = 64 * 2 ** 20;

const REMEDY = 'Get the file again, or choose another model.';

/**
 * Parts of an ONNX file; tensors are views of its bytes.
 *
 * Source: field numbers of onnx.proto, https://github.com/onnx/onnx/blob/main/onnx/onnx.proto
 *
 * @throws AppError `bad-model` when it is none, is damaged or has more parts than any U-Net
 */
export function readOnnxModel(bytes: Uint8Array): StoredOnnx {
  let producer = '';
  let graph: Uint8Array | null = null;
  const metadata = new Map<string, string>();
  for (const { field, bytes: part } of readFields(bytes)) {
    if (field === 2) producer = readText(part, MAX_NAME_BYTES);
    else if (field === 7) graph = part;
    else if (field === 14) {
      const [key, value] = readEntry(part);
      limit(metadata.size, 'notes');
      metadata.set(key, value);
    }
  }
  if (!graph) throw badModel('it is not an ONNX file, or one without a graph', REMEDY);
  return { producer, metadata, ...readGraph(graph) };
}

function readGraph(bytes: Uint8Array): Omit<StoredOnnx, 'producer' | 'metadata'> {
  const nodes: StoredNode[] = [];
  const constants: StoredTensor[] = [];
  const inputNames: string[] = [];
  const outputNames: string[] = [];
  for (const { field, bytes: part } of readFields(bytes)) {
    if (field === 1) nodes.push(readNode(part));
    else if (field === 5) constants.push(readTensor(part));
    else if (field === 11) inputNames.push(readName(part));
    else if (field === 12) outputNames.push(readName(part));
    limit(nodes.length, 'operations');
    limit(constants.length + inputNames.length + outputNames.length, 'weights');
  }
  return { nodes, constants, inputNames, outputNames };
}

function readNode(bytes: Uint8Array): StoredNode {
  const inputs: string[] = [];
  const outputs: string[] = [];
  const attributes: Record<string, number | readonly number[]> = Object.create(null);
  let operation = '';
  for (const { field, bytes: part } of readFields(bytes)) {
    if (field === 1) inputs.push(readText(part, MAX_NAME_BYTES));
    else if (field === 2) outputs.push(readText(part, MAX_NAME_BYTES));
    else if (field === 4) operation = readText(part, MAX_NAME_BYTES);
    else if (field === 5) {
      const { name, value } = readAttribute(part);
      attributes[name] = value;
    }
    limit(inputs.length + outputs.length, 'inputs of one operation');
  }
  return { operation, inputs, outputs, attributes };
}

/** Attributes that are neither a number nor numbers come as an empty list. */
function readAttribute(bytes: Uint8Array): { name: string; value: number | readonly number[] } {
  let name = '';
  let single: number | null = null;
  const values: number[] = [];
  for (const { field, value, bytes: part } of readFields(bytes)) {
    if (field === 1) name = readText(part, MAX_NAME_BYTES);
    else if (field === 3) single = value;
    else if (field === 8) values.push(...(part.length > 0 ? readPacked(part, MAX_LIST) : [value]));
    limit(values.length, 'numbers in one setting');
  }
  return { name, value: single ?? values };
}

function readTensor(bytes: Uint8Array): StoredTensor {
  const shape: number[] = [];
  let name = '';
  let dataType = 0;
  let values: Uint8Array | null = null;
  for (const { field, value, bytes: part } of readFields(bytes)) {
    if (field === 1) shape.push(...(part.length > 0 ? readPacked(part, MAX_LIST) : [value]));
    else if (field === 2) dataType = value;
    else if (field === 8) name = readText(part, MAX_NAME_BYTES);
    else if (field === 9) values = part;
    if (shape.length > MAX_LIST) throw badModel('one of its weights has too many axes', REMEDY);
  }
  return { name, shape, dataType, bytes: values };
}

function readName(bytes: Uint8Array): string {
  for (const { field, bytes: part } of readFields(bytes)) {
    if (field === 1) return readText(part, MAX_NAME_BYTES);
  }
  return '';
}

function readEntry(bytes: Uint8Array): readonly [string, string] {
  let key = '';
  let value = '';
  for (const { field, bytes: part } of readFields(bytes)) {
    if (field === 1) key = readText(part, MAX_NAME_BYTES);
    else if (field === 2) value = readText(part, MAX_METADATA_BYTES);
  }
  return [key, value];
}

function readText(bytes: Uint8Array, maxBytes: number): string {
  if (bytes.length > maxBytes) {
    throw badModel(`a text in it has ${bytes.length} bytes where ${maxBytes} are allowed`, REMEDY);
  }
  return new TextDecoder().decode(bytes);
}

function limit(count: number, what: string): void {
  if (count <= MAX_PARTS) return;
  throw badModel(`it has more than ${MAX_PARTS} ${what}, far more than a U-Net`, REMEDY);
}
