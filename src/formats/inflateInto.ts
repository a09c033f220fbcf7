import { Unzlib } from 'fflate';

/** Input is given in pieces: a piece of 32 KiB inflates to some 32 MB at most. */
const LARGEST_PIECE = 32 * 2 ** 10;
/** Small outputs take small pieces, so that a hundred small bombs cost little, too. */
const SMALLEST_PIECE = 256;
const OUTPUT_PER_PIECE = 64;

/**
 * Inflates zlib data, given in one or more parts, into `output` and stops as soon as it is full,
 * however much would follow.
 *
 * @returns the number of bytes written; less than `output.length` when the data end early
 * @throws Error for data that are not zlib's
 */
export function inflateInto(output: Uint8Array, parts: readonly Uint8Array[]): number {
  const wanted = Math.ceil(output.length / OUTPUT_PER_PIECE);
  const pieceBytes = Math.min(LARGEST_PIECE, Math.max(SMALLEST_PIECE, wanted));
  let written = 0;
  const inflate = new Unzlib((piece) => {
    output.set(piece.subarray(0, output.length - written), written);
    written = Math.min(written + piece.length, output.length);
  });
  for (const part of parts) {
    for (let at = 0; at < part.length && written < output.length; at += pieceBytes) {
      inflate.push(part.subarray(at, at + pieceBytes));
    }
  }
  return written;
}
