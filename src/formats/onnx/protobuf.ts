import { joinBytes } from '#formats/joinBytes.ts';

const VARINT = 0;
const LENGTH_DELIMITED = 2;

/**
 * A number field of a protobuf message.
 *
 * Source: https://protobuf.dev/programming-guides/encoding
 *
 * @param value whole number, not negative
 */
export function numberField(field: number, value: number): Uint8Array {
  return joinBytes([varint((field << 3) | VARINT), varint(value)]);
}

/** A field that holds bytes or another message. */
export function bytesField(field: number, bytes: Uint8Array): Uint8Array {
  return joinBytes([varint((field << 3) | LENGTH_DELIMITED), varint(bytes.length), bytes]);
}

/** A field that holds text. */
export function textField(field: number, text: string): Uint8Array {
  return bytesField(field, new TextEncoder().encode(text));
}

/** Seven bits a byte, lowest first; the high bit says that more follow. */
function varint(value: number): Uint8Array {
  const bytes: number[] = [];
  let rest = value;
  while (rest >= 0x80) {
    bytes.push((rest % 0x80) | 0x80);
    rest = Math.floor(rest / 0x80);
  }
  bytes.push(rest);
  return Uint8Array.from(bytes);
}
