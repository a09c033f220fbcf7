import { badModel } from '#formats/modelfile/badModel.ts';

/** A field of a protobuf message; numbers of fixed width come as their bytes. */
export interface ProtobufField {
  readonly field: number;
  /** Of a varint; numbers beyond 2⁵³ are rounded, negative ones come as such. */
  readonly value: number;
  /** Of text, a message, packed numbers or a number of fixed width; empty for a varint. */
  readonly bytes: Uint8Array;
}

const REMEDY = 'Get the file again.';
const NOTHING = new Uint8Array(0);

/**
 * Fields of a message, in their order; unknown ones among them.
 *
 * Source: https://protobuf.dev/programming-guides/encoding
 *
 * @throws AppError `bad-model` when the bytes are no message or end early
 */
export function* readFields(bytes: Uint8Array): Generator<ProtobufField> {
  let at = 0;
  while (at < bytes.length) {
    const tag = readVarint(bytes, at);
    const field = Math.floor(tag.value / 8);
    const wireType = tag.value % 8;
    at = tag.end;
    if (wireType === 0) {
      const { value, end } = readVarint(bytes, at);
      at = end;
      yield { field, value, bytes: NOTHING };
      continue;
    }
    const { start, length } = extent(bytes, at, wireType);
    if (!(length <= bytes.length - start)) {
      throw badModel(
        `its field ${field} claims ${length} bytes where ${bytes.length - start} are left`,
        REMEDY,
      );
    }
    at = start + length;
    yield { field, value: 0, bytes: bytes.subarray(start, at) };
  }
}

/** Where the bytes of a field lie that is no varint. */
function extent(
  bytes: Uint8Array,
  at: number,
  wireType: number,
): { start: number; length: number } {
  if (wireType === 1) return { start: at, length: 8 };
  if (wireType === 5) return { start: at, length: 4 };
  if (wireType === 2) {
    const { value, end } = readVarint(bytes, at);
    return { start: end, length: value >= 0 ? value : Number.POSITIVE_INFINITY };
  }
  throw badModel('it is not an ONNX file, or damaged', REMEDY);
}

/** Numbers that lie one after the other, as packed fields hold them. */
export function readPacked(bytes: Uint8Array, maxCount: number): readonly number[] {
  const values: number[] = [];
  for (let at = 0; at < bytes.length && values.length <= maxCount; ) {
    const { value, end } = readVarint(bytes, at);
    values.push(value);
    at = end;
  }
  return values;
}

/** Seven bits a byte, lowest first, at most ten bytes; the high bit says that more follow. */
function readVarint(bytes: Uint8Array, start: number): { value: number; end: number } {
  let value = 0n;
  for (let i = 0; i < 10; i++) {
    const byte = bytes[start + i];
    if (byte === undefined) throw badModel('it ends in the middle of a number', REMEDY);
    value |= BigInt(byte & 0x7f) << BigInt(7 * i);
    if (byte < 0x80) return { value: Number(BigInt.asIntN(64, value)), end: start + i + 1 };
  }
  throw badModel('it is not an ONNX file, or damaged', REMEDY);
}
