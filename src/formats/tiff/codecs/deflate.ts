import { Unzlib } from 'fflate';

/** Input is given in small pieces, so that a bomb is noticed after a few megabytes at most. */
const PIECE_BYTES = 16 * 2 ** 10;

/**
 * Decodes zlib data into `output` and stops as soon as it is full, however much would follow.
 *
 * @returns the number of bytes written
 * @throws Error for data that are not zlib's
 */
export function decodeDeflate(input: Uint8Array, output: Uint8Array): number {
  let written = 0;
  const inflate = new Unzlib((piece) => {
    output.set(piece.subarray(0, output.length - written), written);
    written = Math.min(written + piece.length, output.length);
  });
  for (let at = 0; at < input.length && written < output.length; at += PIECE_BYTES) {
    inflate.push(input.subarray(at, at + PIECE_BYTES), at + PIECE_BYTES >= input.length);
  }
  return written;
}
