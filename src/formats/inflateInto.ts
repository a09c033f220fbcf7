import { Unzlib } from 'fflate';

/** Input is given in small pieces, so that a bomb is noticed after about 32 MB at most. */
const PIECE_BYTES = 32 * 2 ** 10;

/**
 * Inflates zlib data, given in one or more parts, into `output` and stops as soon as it is full,
 * however much would follow.
 *
 * @returns the number of bytes written; less than `output.length` when the data end early
 * @throws Error for data that are not zlib's
 */
export function inflateInto(output: Uint8Array, parts: readonly Uint8Array[]): number {
  let written = 0;
  const inflate = new Unzlib((piece) => {
    output.set(piece.subarray(0, output.length - written), written);
    written = Math.min(written + piece.length, output.length);
  });
  for (const part of parts) {
    for (let at = 0; at < part.length && written < output.length; at += PIECE_BYTES) {
      inflate.push(part.subarray(at, at + PIECE_BYTES));
    }
  }
  return written;
}
