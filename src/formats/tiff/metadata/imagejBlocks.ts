import type { ByteSource } from '#formats/byteSource.ts';
import { readBytes, readNumbers, type TiffDirectory } from '#formats/tiff/tiffDirectory.ts';
import { TAG } from '#formats/tiff/tiffTags.ts';

/** `IJIJ`, which such blocks begin with, as a number in the byte order of the file. */
export const IMAGEJ_MAGIC = 0x494a_494a;

/** Kinds of blocks, by their four letters as a number in the byte order of the file. */
export const IMAGEJ_BLOCK = {
  /** Lookup tables of the channels. */
  luts: 0x6c75_7473,
  /** Names of the planes, UTF-16. */
  labels: 0x6c61_626c,
} as const;

/**
 * Blocks of one kind that ImageJ keeps with a stack, in their order; none where the file has none, or
 * says so wrongly.
 *
 * Source: ImageJ 1.53, `ij/io/TiffDecoder.java` (tags 50838 and 50839).
 */
export async function readImageJBlocks(
  source: ByteSource,
  directory: TiffDirectory,
  kind: keyof typeof IMAGEJ_BLOCK,
): Promise<readonly Uint8Array[]> {
  const sizes = await readNumbers(source, directory, TAG.imageJByteCounts).catch(() => null);
  const bytes = await readBytes(source, directory, TAG.imageJMetadata).catch(() => null);
  if (!sizes || !bytes) return [];
  return blocksOf(bytes, { sizes, kind: IMAGEJ_BLOCK[kind], littleEndian: directory.littleEndian });
}

interface BlockClaim {
  /** Bytes of the header, and of each block. */
  readonly sizes: readonly number[];
  readonly kind: number;
  readonly littleEndian: boolean;
}

/** A header names the kinds of blocks and how many there are of each. */
function blocksOf(
  bytes: Uint8Array,
  { sizes, kind, littleEndian }: BlockClaim,
): readonly Uint8Array[] {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const headerBytes = Math.min(sizes[0] ?? 0, bytes.length);
  if (headerBytes < 12 || view.getUint32(0, littleEndian) !== IMAGEJ_MAGIC) return [];
  const blocks: Uint8Array[] = [];
  let start = headerBytes;
  let block = 1;
  for (let at = 4; at + 8 <= headerBytes; at += 8) {
    const last = block + view.getUint32(at + 4, littleEndian);
    const isWanted = view.getUint32(at, littleEndian) === kind;
    for (; block < Math.min(last, sizes.length); block++) {
      const length = sizes[block] ?? 0;
      if (isWanted && start + length <= bytes.length) {
        blocks.push(bytes.subarray(start, start + length));
      }
      start += length;
    }
  }
  return blocks;
}
