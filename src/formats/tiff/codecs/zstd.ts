import { decompress } from 'fzstd';

/**
 * Decodes one zstd frame of at most `sizeBytes`; nothing is allocated or written beyond that.
 *
 * @returns always `sizeBytes` bytes: fzstd does not tell how many it wrote
 * @throws Error for data that are not zstd's or end early
 */
export function decodeZstd(input: Uint8Array, sizeBytes: number): Uint8Array<ArrayBuffer> {
  const output = new Uint8Array(sizeBytes);
  decompress(input, output);
  return output;
}
