import type { ByteSource } from '#formats/byteSource.ts';
import { corruptFile } from '#formats/refusals.ts';
import {
  readNumber,
  readTiffDirectory,
  type TiffDirectory,
  type TiffHeader,
} from '#formats/tiff/tiffDirectory.ts';
import { TAG } from '#formats/tiff/tiffTags.ts';

/** libtiff's limit; a longer chain is a file that lies. */
const MAX_DIRECTORIES = 65_534;

/**
 * Offsets of the directories that hold full pages, in the order of the file. Thumbnails, pyramid
 * levels and transparency masks are left out.
 *
 * The chain of directories ends where it runs into itself, out of the file or past 65,534: what
 * comes before is sound and shown.
 *
 * @throws AppError `corrupt-file` when not even the first directory can be read
 */
export async function listPages(
  source: ByteSource,
  header: TiffHeader,
): Promise<readonly number[]> {
  const visited = new Set<number>();
  const fullPages: number[] = [];
  let offset = header.firstDirectoryOffset;
  while (offset !== 0 && !visited.has(offset) && visited.size < MAX_DIRECTORIES) {
    try {
      const directory = await readTiffDirectory(source, header, offset);
      if (!(await isSubordinate(source, directory))) fullPages.push(offset);
      visited.add(offset);
      offset = directory.nextOffset;
    } catch (error) {
      if (visited.size === 0) throw error;
      break;
    }
  }
  if (visited.size === 0) throw corruptFile('The TIFF file has no directory, so no picture.');
  return fullPages.length > 0 ? fullPages : [...visited];
}

/** True for a reduced copy (bit 0) or a transparency mask (bit 2) of another page. */
async function isSubordinate(source: ByteSource, directory: TiffDirectory): Promise<boolean> {
  const flags = await readNumber(source, directory, TAG.newSubfileType, 0);
  if (flags & 0b101) return true;
  const OLD_STYLE_REDUCED = 2;
  return (await readNumber(source, directory, TAG.subfileType, 0)) === OLD_STYLE_REDUCED;
}
