import type { ByteSource } from '#formats/byteSource.ts';
import { corruptFile } from '#formats/refusals.ts';
import {
  readBytes,
  readNumber,
  readTiffDirectory,
  type TiffDirectory,
  type TiffHeader,
} from '#formats/tiff/tiffDirectory.ts';
import { TAG } from '#formats/tiff/tiffTags.ts';

/** libtiff's limit; a longer chain is a file that lies. */
const MAX_DIRECTORIES = 65_534;

/** Directories of a file by what they hold. */
export interface ListedPages {
  /** Offsets of the directories of full pages, in the order of the file. */
  readonly pages: readonly number[];
  /** Reduced copies of full pages that stand among them: thumbnails and levels of pyramids. */
  readonly reduced: readonly ReducedCopy[];
}

/** A reduced copy of a full page, and how many full pages stand before it. */
export interface ReducedCopy {
  readonly offset: number;
  readonly pagesBefore: number;
}

/**
 * Finds the directories that hold full pages. Thumbnails, pyramid levels and transparency masks are
 * none. Levels inside other directories (SubIFDs) are not looked at here: see `listLevels`.
 *
 * The chain of directories ends where it runs into itself, out of the file or past 65,534: what
 * comes before is sound and shown.
 *
 * @throws AppError `corrupt-file` when not even the first directory can be read
 */
export async function listPages(source: ByteSource, header: TiffHeader): Promise<ListedPages> {
  const roles = new Map<number, Role>();
  let offset = header.firstDirectoryOffset;
  let isSlide = false;
  while (offset !== 0 && !roles.has(offset) && roles.size < MAX_DIRECTORIES) {
    try {
      const directory = await readTiffDirectory(source, header, offset);
      const role = isSlide ? 'reduced' : await roleOf(source, directory);
      if (roles.size === 0) isSlide = await isAperioSlide(source, directory);
      roles.set(offset, role);
      offset = directory.nextOffset;
    } catch (error) {
      if (roles.size === 0) throw error;
      break;
    }
  }
  if (roles.size === 0) throw corruptFile('The TIFF file has no directory, so no picture.');
  return sortByRole(roles);
}

type Role = 'page' | 'reduced' | 'mask';

function sortByRole(roles: ReadonlyMap<number, Role>): ListedPages {
  const pages: number[] = [];
  const reduced: ReducedCopy[] = [];
  for (const [offset, role] of roles) {
    if (role === 'page') pages.push(offset);
    if (role === 'reduced') reduced.push({ offset, pagesBefore: pages.length });
  }
  return pages.length > 0 ? { pages, reduced } : { pages: [...roles.keys()], reduced: [] };
}

/** A page, a reduced copy of one (bit 0) or its transparency mask (bit 2). */
async function roleOf(source: ByteSource, directory: TiffDirectory): Promise<Role> {
  const flags = await readNumber(source, directory, TAG.newSubfileType, 0);
  if (flags & 0b100) return 'mask';
  if (flags & 0b1) return 'reduced';
  const OLD_STYLE_REDUCED = 2;
  const kind = await readNumber(source, directory, TAG.subfileType, 0);
  return kind === OLD_STYLE_REDUCED ? 'reduced' : 'page';
}

/** Aperio's slides (SVS): one page, behind it thumbnail, levels, label and overview without a flag. */
async function isAperioSlide(source: ByteSource, directory: TiffDirectory): Promise<boolean> {
  // A description that cannot be read says nothing, and costs nothing.
  const text = await readBytes(source, directory, TAG.imageDescription).catch(() => null);
  return text !== null && new TextDecoder().decode(text.subarray(0, 6)) === 'Aperio';
}
