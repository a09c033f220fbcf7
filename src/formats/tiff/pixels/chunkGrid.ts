import type { ByteSource } from '#formats/byteSource.ts';
import { corruptFile } from '#formats/refusals.ts';
import { readNumber, readNumbers, type TiffDirectory } from '#formats/tiff/tiffDirectory.ts';
import { TAG } from '#formats/tiff/tiffTags.ts';

/** The strips or tiles of a page: where they are in the file and in the picture. */
export interface ChunkGrid {
  readonly isTiled: boolean;
  /** Size of a chunk in px; strips at the bottom may be lower, tiles are always whole. */
  readonly chunkWidth: number;
  readonly chunkHeight: number;
  readonly across: number;
  readonly down: number;
  /** By plane, then by row, then by column. */
  readonly offsets: readonly number[];
  readonly byteCounts: readonly number[];
}

/** What the grid must agree with. */
export interface GridClaim {
  readonly width: number;
  readonly height: number;
  /** 1, or the samples per pixel when each has its own chunks. */
  readonly planeCount: number;
  /** Bits that one pixel takes in a chunk. */
  readonly bitsPerPixel: number;
  readonly isCompressed: boolean;
  /** True for YCbCr with fewer chroma samples, whose uncompressed size is not the pixels'. */
  readonly isSubsampled: boolean;
}

const MAX_CHUNKS = 1_000_000;
/** Tiles may be larger than a small picture, but not without bound. */
const SMALL_TILE_BYTES = 16 * 2 ** 20;
/** Beyond what any codec reaches on an empty picture. */
const MAX_COMPRESSION_RATIO = 50_000;
/** Uncompressed strips are read in pieces of about this size. */
const PIECE_BYTES = 4 * 2 ** 20;

/**
 * Reads and checks the strips or tiles of a page.
 *
 * @throws AppError `corrupt-file` when there are too few or absurdly many of them, when they lie
 *   outside the file, or when they hold too few bytes for the picture
 */
export async function readChunkGrid(
  source: ByteSource,
  directory: TiffDirectory,
  claim: GridClaim,
): Promise<ChunkGrid> {
  const isTiled = directory.entries.has(TAG.tileWidth);
  const size = isTiled
    ? await readTileSize(source, directory, claim)
    : await readStripSize(source, directory, claim);
  const across = Math.ceil(claim.width / size.chunkWidth);
  const down = Math.ceil(claim.height / size.chunkHeight);
  const count = across * down * claim.planeCount;
  if (count > MAX_CHUNKS) {
    throw corruptFile(
      `The page is cut into ${count} tiles of ${size.chunkWidth} × ${size.chunkHeight} px; up to ${MAX_CHUNKS} are read.`,
    );
  }

  // Some old programs list their tiles under the tags of strips.
  const listed = (tag: number, stripTag: number) =>
    readNumbers(source, directory, directory.entries.has(tag) ? tag : stripTag);
  const offsets = (await listed(TAG.tileOffsets, TAG.stripOffsets)) ?? [];
  if (offsets.length < count) {
    throw corruptFile(
      `The page needs ${count} strips or tiles, but only ${offsets.length} are listed.`,
    );
  }
  const grid: ChunkGrid = {
    isTiled,
    ...size,
    across,
    down,
    offsets: offsets.slice(0, count),
    byteCounts: (await listed(TAG.tileByteCounts, TAG.stripByteCounts)) ?? [],
  };
  return hasKnownSize(claim)
    ? withRawSizes(source, grid, claim)
    : withListedSizes(source, grid, claim);
}

interface ChunkSize {
  readonly chunkWidth: number;
  readonly chunkHeight: number;
}

async function readTileSize(
  source: ByteSource,
  directory: TiffDirectory,
  { width, height, bitsPerPixel }: GridClaim,
): Promise<ChunkSize> {
  const chunkWidth = await readNumber(source, directory, TAG.tileWidth, 0);
  const chunkHeight = await readNumber(source, directory, TAG.tileLength, 0);
  const tileBytes = (chunkWidth * chunkHeight * bitsPerPixel) / 8;
  const pageBytes = (width * height * bitsPerPixel) / 8;
  const isPlausible = tileBytes <= Math.max(SMALL_TILE_BYTES, 4 * pageBytes);
  if (!(chunkWidth >= 1 && chunkHeight >= 1 && isPlausible)) {
    throw corruptFile(
      `The page of ${width} × ${height} px claims tiles of ${chunkWidth} × ${chunkHeight} px.`,
    );
  }
  return { chunkWidth, chunkHeight };
}

async function readStripSize(
  source: ByteSource,
  directory: TiffDirectory,
  { width, height }: GridClaim,
): Promise<ChunkSize> {
  const rows = await readNumber(source, directory, TAG.rowsPerStrip, height);
  return { chunkWidth: width, chunkHeight: rows >= 1 ? Math.min(rows, height) : height };
}

/** True when the bytes of a chunk follow from its pixels. */
function hasKnownSize({ isCompressed, isSubsampled }: GridClaim): boolean {
  return !(isCompressed || isSubsampled);
}

/** Uncompressed chunks: the size is known, what the file lists must not contradict it. */
function withRawSizes(source: ByteSource, grid: ChunkGrid, claim: GridClaim): ChunkGrid {
  const { isTiled, chunkHeight, across, down, offsets, byteCounts: listed } = grid;
  const rowBytes = Math.ceil((grid.chunkWidth * claim.bitsPerPixel) / 8);
  const byteCounts = offsets.map((offset, index) => {
    const chunkRow = Math.floor(index / across) % down;
    const rows = isTiled
      ? chunkHeight
      : Math.min(chunkHeight, claim.height - chunkRow * chunkHeight);
    const needed = rows * rowBytes;
    const stated = listed[index] ?? needed;
    if (isSparse(grid, index)) return 0;
    // A single chunk is read whatever its stated size: some writers fill in 0, or overflow.
    if (stated < needed && offsets.length > 1) {
      throw corruptFile(
        `Strip or tile ${index + 1} has ${stated} bytes, but its pixels need ${needed}.`,
      );
    }
    if (offset + needed > source.sizeBytes) {
      throw corruptFile(
        `The pixels should end at byte ${offset + needed}, but the file has only ${source.sizeBytes} bytes.`,
      );
    }
    return needed;
  });
  return splitStrip({ ...grid, byteCounts }, claim, rowBytes);
}

/** Compressed chunks: whether they hold enough is only known once they are decoded. */
function withListedSizes(source: ByteSource, grid: ChunkGrid, claim: GridClaim): ChunkGrid {
  const { offsets, byteCounts: listed } = grid;
  if (listed.length < offsets.length && offsets.length > 1) {
    throw corruptFile(`Only ${listed.length} of ${offsets.length} strip or tile sizes are listed.`);
  }
  let total = 0;
  const byteCounts = offsets.map((offset, index) => {
    if (isSparse(grid, index)) return 0;
    if (offset >= source.sizeBytes) {
      throw corruptFile(
        `Strip or tile ${index + 1} should start at byte ${offset}, but the file has only ${source.sizeBytes} bytes.`,
      );
    }
    const available = source.sizeBytes - offset;
    const byteCount = Math.min(listed[index] || available, available);
    total += byteCount;
    return byteCount;
  });
  const pageBytes = (claim.width * claim.height * claim.planeCount * claim.bitsPerPixel) / 8;
  if (total > 0 && pageBytes > total * MAX_COMPRESSION_RATIO) {
    throw corruptFile(
      `The page claims ${pageBytes} bytes of pixels, but holds only ${total} bytes.`,
    );
  }
  return { ...grid, byteCounts };
}

/** Tiles and strips that were never written count as zeros, as in GDAL and tifffile. */
function isSparse({ offsets, byteCounts }: ChunkGrid, index: number): boolean {
  return offsets.length > 1 && offsets[index] === 0 && byteCounts[index] === 0;
}

/** Cuts one huge uncompressed strip into pieces, so that it need not be in memory twice. */
function splitStrip(grid: ChunkGrid, claim: GridClaim, rowBytes: number): ChunkGrid {
  const pieceRows = Math.max(1, Math.floor(PIECE_BYTES / rowBytes));
  if (grid.isTiled || grid.down > 1 || grid.chunkHeight <= pieceRows) return grid;
  const down = Math.ceil(claim.height / pieceRows);
  const offsets: number[] = [];
  const byteCounts: number[] = [];
  for (const start of grid.offsets) {
    for (let row = 0; row < claim.height; row += pieceRows) {
      offsets.push(start + row * rowBytes);
      byteCounts.push(Math.min(pieceRows, claim.height - row) * rowBytes);
    }
  }
  return { ...grid, chunkHeight: pieceRows, down, offsets, byteCounts };
}
