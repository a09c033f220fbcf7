import type { ByteSource } from '#formats/byteSource.ts';
import { fitsPageLimits, type PageClaim } from '#formats/imageLimits.ts';
import type { ListedPages } from '#formats/tiff/listPages.ts';
import type { PlaneAddress } from '#formats/tiff/pageStack.ts';
import { readPageClaim } from '#formats/tiff/pixels/pageLayout.ts';
import { readNumbers, readTiffDirectory, type TiffHeader } from '#formats/tiff/tiffDirectory.ts';
import { TAG } from '#formats/tiff/tiffTags.ts';

/** Where a pyramid is looked for. */
export interface PyramidFile extends ListedPages {
  readonly source: ByteSource;
  readonly header: TiffHeader;
}

/** The level of a pyramid that is read instead of its full pages. */
export interface ChosenLevel {
  /** Its directories, one for each plane. */
  readonly planes: readonly PlaneAddress[];
  /** Size of the pages that it is a copy of, px. */
  readonly full: Pick<PageClaim, 'width' | 'height'>;
}

/** Halving 2 ** 31 px leaves one after 31 steps; a longer list is one that lies. */
const MAX_LEVELS = 64;
/** Rounding, once for each halving, may shift the shorter edge of a level by as much. */
const MAX_EDGE_ERROR_PX = 2;

interface Level {
  readonly offset: number;
  readonly claim: PageClaim;
}

/**
 * The largest level of a pyramid that may be opened, where its full pages are too large for that;
 * `null` where they are not, or have no such level. Levels lie in directories of their page
 * (SubIFDs, as in OME-TIFF) or behind it in the file (as in SVS and cloud-optimised GeoTIFF).
 *
 * @param planes pictures of one page, whose levels are joined as they are
 */
export async function chooseLevel(
  file: PyramidFile,
  planes: readonly PlaneAddress[],
): Promise<ChosenLevel | null> {
  const [first] = planes;
  const full = first && (await claimAt(file, first.directoryOffset));
  if (!full || !(full.width > 0 && full.height > 0)) return null;
  const joined = (claim: PageClaim): PageClaim => ({
    ...claim,
    channelCount: claim.channelCount * planes.length,
  });
  if (fitsPageLimits(joined(full))) return null;
  const fitting = (await listLevels(file, first.directoryOffset, full))
    .filter(({ claim }) => fitsPageLimits(joined(claim)))
    .sort((a, b) => b.claim.width - a.claim.width);
  for (const { offset, claim } of fitting) {
    const chosen: PlaneAddress[] = [{ directoryOffset: offset, pictureIndex: 0 }];
    for (const { directoryOffset } of planes.slice(1)) {
      const same = (await listLevels(file, directoryOffset, full)).find(
        (level) => level.claim.width === claim.width && level.claim.height === claim.height,
      );
      if (same) chosen.push({ directoryOffset: same.offset, pictureIndex: 0 });
    }
    const { width, height } = full;
    if (chosen.length === planes.length) return { planes: chosen, full: { width, height } };
  }
  return null;
}

/** Edge of a level's pixel as a multiple of that of the full page: the whole area stays the same. */
export function levelScale(
  full: Pick<PageClaim, 'width' | 'height'>,
  level: Pick<PageClaim, 'width' | 'height'>,
): number {
  return Math.sqrt((full.width * full.height) / (level.width * level.height));
}

/** Smaller copies of a page; what cannot be read or has other proportions or samples is none. */
async function listLevels(
  file: PyramidFile,
  pageOffset: number,
  full: PageClaim,
): Promise<readonly Level[]> {
  const inside = await subDirectories(file, pageOffset);
  const levels = await levelsAt(file, inside, full);
  if (levels.length > 0) return levels;
  const { pages, reduced } = file;
  const place = pages.indexOf(pageOffset);
  const isBehindAll = reduced.every(({ pagesBefore }) => pagesBefore === pages.length);
  if (isBehindAll && pages.length > 1) return levelsBehindAll(file, place, full);
  const own = reduced.filter(({ pagesBefore }) => pagesBefore === place + 1);
  return levelsAt(file, own.map(({ offset }) => offset).slice(0, MAX_LEVELS), full);
}

/** Where all full pages come first, each level holds as many pages, in the same order. */
async function levelsBehindAll(
  file: PyramidFile,
  place: number,
  full: PageClaim,
): Promise<readonly Level[]> {
  const { pages, reduced } = file;
  const offsets = reduced.map(({ offset }) => offset).slice(0, MAX_LEVELS * pages.length);
  const bySize = new Map<string, Level[]>();
  for (const level of await levelsAt(file, offsets, full)) {
    const size = `${level.claim.width} ${level.claim.height}`;
    bySize.set(size, [...(bySize.get(size) ?? []), level]);
  }
  return [...bySize.values()].flatMap((same) =>
    same.length === pages.length ? (same[place] ?? []) : [],
  );
}

async function subDirectories(
  { source, header }: PyramidFile,
  pageOffset: number,
): Promise<readonly number[]> {
  const page = await readTiffDirectory(source, header, pageOffset);
  const offsets = await readNumbers(source, page, TAG.subDirectories).catch(() => null);
  return (offsets ?? []).slice(0, MAX_LEVELS);
}

async function levelsAt(
  file: PyramidFile,
  offsets: readonly number[],
  full: PageClaim,
): Promise<readonly Level[]> {
  const levels: Level[] = [];
  for (const offset of new Set(offsets)) {
    const claim = await claimAt(file, offset);
    if (claim && isCopyOf(claim, full)) levels.push({ offset, claim });
  }
  return levels;
}

/** `null` for a directory that cannot be read: a damaged level is none. */
async function claimAt({ source, header }: PyramidFile, offset: number): Promise<PageClaim | null> {
  try {
    return await readPageClaim(source, await readTiffDirectory(source, header, offset));
  } catch {
    return null;
  }
}

function isCopyOf(level: PageClaim, full: PageClaim): boolean {
  const isSmaller = level.width > 0 && level.width < full.width && level.height < full.height;
  const isAlike =
    level.channelCount === full.channelCount && level.bytesPerSample === full.bytesPerSample;
  const error =
    full.width > full.height
      ? level.height - (level.width * full.height) / full.width
      : level.width - (level.height * full.width) / full.height;
  return isSmaller && isAlike && level.height > 0 && Math.abs(error) <= MAX_EDGE_ERROR_PX;
}
