import type { ChannelSummary } from '#domain/image/channelSummary.ts';
import type { PixelData } from '#domain/image/pixelType.ts';
import { VIEW_TILE_EDGE, type ViewTile, type ViewTileAddress } from '#domain/image/viewTile.ts';

/** A whole plane that tiles are cut from, row-major. */
export interface TileSource<Data> {
  readonly width: number;
  readonly height: number;
  readonly data: Data;
}

/** Texels of a tile and where its first pixel lies at level 0. */
export interface TileFrame {
  readonly width: number;
  readonly height: number;
  readonly left: number;
  readonly top: number;
  readonly step: number;
}

/** Texels that a tile of the plane has, and the pixels that they stand for. */
export function frameOf(
  source: TileSource<unknown>,
  { level, column, row }: ViewTileAddress,
): TileFrame {
  const step = 2 ** level;
  const levelWidth = Math.ceil(source.width / step);
  const levelHeight = Math.ceil(source.height / step);
  return {
    width: Math.max(0, Math.min(VIEW_TILE_EDGE, levelWidth - column * VIEW_TILE_EDGE)),
    height: Math.max(0, Math.min(VIEW_TILE_EDGE, levelHeight - row * VIEW_TILE_EDGE)),
    left: column * VIEW_TILE_EDGE * step,
    top: row * VIEW_TILE_EDGE * step,
    step,
  };
}

/** Adds up the pixels of each texel's block, row by row so that memory is read in order. */
function blockMeans(
  source: TileSource<PixelData>,
  frame: TileFrame,
  store: (texel: number, mean: number) => void,
): void {
  const { width, height, left, top, step } = frame;
  const sums = new Float64Array(width);
  const counts = new Uint32Array(width);
  for (let y = 0; y < height; y++) {
    sums.fill(0);
    counts.fill(0);
    const lastRow = Math.min(source.height, top + (y + 1) * step);
    const lastColumn = Math.min(source.width, left + width * step);
    for (let row = top + y * step; row < lastRow; row++) {
      for (let column = left; column < lastColumn; column++) {
        const value = source.data[row * source.width + column] as number;
        if (!Number.isFinite(value)) continue;
        const x = ((column - left) / step) | 0;
        sums[x] = (sums[x] as number) + value;
        counts[x] = (counts[x] as number) + 1;
      }
    }
    for (let x = 0; x < width; x++) {
      store(y * width + x, counts[x] ? (sums[x] as number) / (counts[x] as number) : Number.NaN);
    }
  }
}

/** A tile of 16-bit codes (see ChannelSummary); block means above level 0, NaN becomes code 0. */
export function readIntensityTile(
  source: TileSource<PixelData>,
  { codeOffset, codeStep }: Pick<ChannelSummary, 'codeOffset' | 'codeStep'>,
  address: ViewTileAddress,
): ViewTile {
  const frame = frameOf(source, address);
  const data = new Uint16Array(frame.width * frame.height);
  blockMeans(source, frame, (texel, mean) => {
    data[texel] = Number.isNaN(mean) ? 0 : Math.round((mean - codeOffset) / codeStep);
  });
  return { width: frame.width, height: frame.height, data };
}

/** A tile of probabilities in 8 bits, round(p · 255), from 16-bit levels; block means. */
export function readProbabilityTile(
  source: TileSource<Uint16Array<ArrayBuffer>>,
  address: ViewTileAddress,
): ViewTile {
  const frame = frameOf(source, address);
  const data = new Uint8Array(frame.width * frame.height);
  blockMeans(source, frame, (texel, mean) => {
    data[texel] = Math.round(mean / 257);
  });
  return { width: frame.width, height: frame.height, data };
}

/** A tile of label ids; above level 0 the first pixel of each block stands for it. */
export function readLabelTile(
  source: TileSource<Uint32Array<ArrayBuffer>>,
  address: ViewTileAddress,
): ViewTile {
  const { width, height, left, top, step } = frameOf(source, address);
  const data = new Uint32Array(width * height);
  for (let y = 0; y < height; y++) {
    const start = (top + y * step) * source.width + left;
    for (let x = 0; x < width; x++) data[y * width + x] = source.data[start + x * step] as number;
  }
  return { width, height, data };
}
