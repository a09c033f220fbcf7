import type { ByteSource } from '#formats/byteSource.ts';
import { tellingColors } from '#formats/tiff/metadata/channelColors.ts';
import { readImageJBlocks } from '#formats/tiff/metadata/imagejBlocks.ts';
import type { TiffDirectory } from '#formats/tiff/tiffDirectory.ts';

/** A table: 256 values of red, then of green, then of blue. */
const LUT_BYTES = 768;
const MAX_CHANNELS = 1000;

/**
 * Colours of the channels of an ImageJ stack, `#rrggbb`: that of the brightest value of each lookup
 * table; `null` where that is black. Empty where the file has no tables, or says so wrongly.
 */
export async function readImageJColors(
  source: ByteSource,
  directory: TiffDirectory,
): Promise<readonly (string | null)[]> {
  const blocks = await readImageJBlocks(source, directory, 'luts');
  const tables = blocks.filter(({ length }) => length === LUT_BYTES);
  return tellingColors(tables.slice(0, MAX_CHANNELS).map(brightestColor));
}

function brightestColor(table: Uint8Array): string | null {
  const hex = [255, 511, 767].map((at) => (table[at] ?? 0).toString(16).padStart(2, '0')).join('');
  return hex === '000000' ? null : `#${hex}`;
}
