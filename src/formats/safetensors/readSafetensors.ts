import * as v from 'valibot';
import { AppError } from '#lib/errors.ts';

/** Array that holds a tensor's numbers; 16-bit floats are widened to 32 bit. */
export type SafetensorsData =
  | Float64Array<ArrayBuffer>
  | Float32Array<ArrayBuffer>
  | BigInt64Array<ArrayBuffer>
  | BigUint64Array<ArrayBuffer>
  | Int32Array<ArrayBuffer>
  | Uint32Array<ArrayBuffer>
  | Int16Array<ArrayBuffer>
  | Uint16Array<ArrayBuffer>
  | Int8Array<ArrayBuffer>
  | Uint8Array<ArrayBuffer>;

/** One named array of a `.safetensors` file, row-major. */
export interface SafetensorsTensor {
  /** As in the file: `F32`, `I32`, `BF16`, … */
  readonly dtype: SafetensorsDtype;
  /** Empty for a scalar. */
  readonly shape: readonly number[];
  /** A copy, so it may be transferred; `BOOL` is Uint8 of 0 and 1. */
  readonly data: SafetensorsData;
}

/** Contents of a `.safetensors` file. */
export interface SafetensorsFile {
  readonly tensors: ReadonlyMap<string, SafetensorsTensor>;
  /** `__metadata__` of the header; empty when there is none. */
  readonly metadata: ReadonlyMap<string, string>;
}

/** Number types of the format that have a JavaScript array. */
export type SafetensorsDtype = keyof typeof BYTES_PER_ELEMENT;

const BYTES_PER_ELEMENT = {
  F64: 8,
  I64: 8,
  U64: 8,
  F32: 4,
  I32: 4,
  U32: 4,
  F16: 2,
  BF16: 2,
  I16: 2,
  U16: 2,
  I8: 1,
  U8: 1,
  BOOL: 1,
} as const;

const LENGTH_FIELD_BYTES = 8;
/** The format's own limit; keeps a damaged length from being believed. */
const MAX_HEADER_BYTES = 100_000_000;

const METADATA_KEY = '__metadata__';
const naturalNumber = v.pipe(v.number(), v.safeInteger(), v.minValue(0));
const entrySchema = v.object({
  dtype: v.picklist(Object.keys(BYTES_PER_ELEMENT) as SafetensorsDtype[]),
  shape: v.array(naturalNumber),
  data_offsets: v.tuple([naturalNumber, naturalNumber]),
});
const metadataSchema = v.record(v.string(), v.string());

interface Entry extends v.InferOutput<typeof entrySchema> {
  readonly name: string;
}

/**
 * Named arrays of a `.safetensors` file: 8-byte little-endian header length, JSON header, raw
 * little-endian numbers without gaps.
 *
 * Source: https://github.com/huggingface/safetensors#format
 *
 * @throws AppError `corrupt-file` when lengths, offsets, shapes or the header disagree
 */
export function readSafetensors(source: Uint8Array): SafetensorsFile {
  // A plain view: the `slice` of Node's Buffer does not copy.
  const bytes = new Uint8Array(source.buffer, source.byteOffset, source.byteLength);
  const headerBytes = readHeaderLength(bytes);
  const body = bytes.subarray(LENGTH_FIELD_BYTES + headerBytes);
  const header = parseHeader(bytes.subarray(LENGTH_FIELD_BYTES, LENGTH_FIELD_BYTES + headerBytes));

  const entries: Entry[] = [];
  let metadata: ReadonlyMap<string, string> = new Map();
  for (const [name, value] of Object.entries(header)) {
    if (name === METADATA_KEY) metadata = parseMetadata(value);
    else entries.push(parseEntry(name, value));
  }
  checkCoverage(entries, body.byteLength);

  const tensors = new Map<string, SafetensorsTensor>();
  for (const { name, dtype, shape, data_offsets: offsets } of entries) {
    tensors.set(name, { dtype, shape, data: decodeNumbers(dtype, body.slice(...offsets)) });
  }
  return { tensors, metadata };
}

function readHeaderLength(bytes: Uint8Array): number {
  if (bytes.byteLength < LENGTH_FIELD_BYTES) {
    throw corrupt(`it has ${bytes.byteLength} bytes, fewer than its 8-byte length field`);
  }
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const length = Number(view.getBigUint64(0, true));
  const available = bytes.byteLength - LENGTH_FIELD_BYTES;
  if (length > Math.min(available, MAX_HEADER_BYTES)) {
    throw corrupt(`it announces a header of ${length} bytes, but ${available} bytes follow`);
  }
  return length;
}

function parseHeader(bytes: Uint8Array): object {
  let header: unknown;
  try {
    header = JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes));
  } catch (error) {
    throw corrupt('its header is not JSON', error);
  }
  if (typeof header !== 'object' || header === null || Array.isArray(header)) {
    throw corrupt('its header is not a JSON object');
  }
  return header;
}

function parseMetadata(value: unknown): ReadonlyMap<string, string> {
  const parsed = v.safeParse(metadataSchema, value);
  if (!parsed.success) throw corrupt('its metadata are not a list of texts');
  return new Map(Object.entries(parsed.output));
}

function parseEntry(name: string, value: unknown): Entry {
  const parsed = v.safeParse(entrySchema, value);
  if (!parsed.success) {
    throw corrupt(`its entry "${name}" is not readable: ${parsed.issues[0].message}`);
  }
  const { dtype, shape, data_offsets: offsets } = parsed.output;
  const expected = shape.reduce((product, edge) => product * edge, BYTES_PER_ELEMENT[dtype]);
  const stored = offsets[1] - offsets[0];
  if (stored !== expected) {
    throw corrupt(
      `"${name}" of shape [${shape.join(', ')}] and type ${dtype} needs ${expected} bytes, but its offsets hold ${stored}`,
    );
  }
  return { name, ...parsed.output };
}

/** The format allows neither gaps nor overlaps, so a truncated or padded file is noticed here. */
function checkCoverage(entries: readonly Entry[], bodyBytes: number): void {
  const inOrder = entries.toSorted((a, b) => {
    const [startA, endA] = a.data_offsets;
    const [startB, endB] = b.data_offsets;
    return startA - startB || endA - endB;
  });
  let covered = 0;
  for (const { name, data_offsets: offsets } of inOrder) {
    if (offsets[0] !== covered) {
      throw corrupt(`"${name}" starts at byte ${offsets[0]} of the data instead of ${covered}`);
    }
    covered = offsets[1];
  }
  if (covered !== bodyBytes) {
    throw corrupt(`its arrays take ${covered} bytes, but ${bodyBytes} bytes of data are there`);
  }
}

/** Every platform that runs JavaScript engines with typed arrays today is little-endian. */
function decodeNumbers(dtype: SafetensorsDtype, bytes: Uint8Array<ArrayBuffer>): SafetensorsData {
  const { buffer } = bytes;
  switch (dtype) {
    case 'F64':
      return new Float64Array(buffer);
    case 'F32':
      return new Float32Array(buffer);
    case 'F16':
      return Float32Array.from(new Uint16Array(buffer), widenFloat16);
    case 'BF16':
      return new Float32Array(Uint32Array.from(new Uint16Array(buffer), (x) => x << 16).buffer);
    case 'I64':
      return new BigInt64Array(buffer);
    case 'U64':
      return new BigUint64Array(buffer);
    case 'I32':
      return new Int32Array(buffer);
    case 'U32':
      return new Uint32Array(buffer);
    case 'I16':
      return new Int16Array(buffer);
    case 'U16':
      return new Uint16Array(buffer);
    case 'I8':
      return new Int8Array(buffer);
    default:
      return bytes;
  }
}

/** IEEE 754 half precision: 1 sign, 5 exponent, 10 fraction bits. */
function widenFloat16(bits: number): number {
  const sign = bits & 0x8000 ? -1 : 1;
  const exponent = (bits >> 10) & 0x1f;
  const fraction = bits & 0x3ff;
  if (exponent === 0x1f) return fraction === 0 ? sign * Number.POSITIVE_INFINITY : Number.NaN;
  if (exponent === 0) return sign * fraction * 2 ** -24;
  return sign * (1 + fraction / 1024) * 2 ** (exponent - 15);
}

function corrupt(what: string, cause?: unknown): AppError {
  return new AppError(
    'corrupt-file',
    `The safetensors file is damaged: ${what}. Get the file again from its source.`,
    { cause },
  );
}
