import type { Rectangle } from '#domain/image/rectangle.ts';
import { haloPx, inputEdgeFor, outputEdge } from '#domain/unet/validShape.ts';

/** One step of overlap-tile inference. */
export interface Tile {
  /** What the network reads; may reach past the image, where pixels are mirrored. */
  readonly read: Rectangle;
  /** What is kept of its output; the write windows of a plan partition the region. */
  readonly write: Rectangle;
}

/** Tiles of one size that together cover a region (`Ronneberger 2015, Fig. 2`). */
export interface TilePlan {
  readonly tiles: readonly Tile[];
  readonly inputWidth: number;
  readonly inputHeight: number;
  readonly outputWidth: number;
  readonly outputHeight: number;
}

export interface TilePlanOptions {
  /** Region to segment, inside the image. */
  readonly region: Rectangle;
  readonly depth: number;
  /** Largest input tile on each axis, px; raised to the smallest valid tile where it is less. */
  readonly maxInputWidth: number;
  readonly maxInputHeight: number;
}

/** Tiles of one axis. */
interface Axis {
  readonly inputEdge: number;
  readonly starts: readonly { readonly read: number; readonly from: number; readonly to: number }[];
}

/**
 * Cuts `from … from + length` into tiles whose output starts are multiples of 2^depth: then every
 * tile pools the same pixels together, and tiled equals untiled.
 */
function planAxis(from: number, length: number, depth: number, maxInputEdge: number): Axis {
  const step = 2 ** depth;
  const halo = haloPx(depth);
  const origin = Math.floor(from / step) * step;
  const end = from + length;
  const smallest = inputEdgeFor(step, depth);
  const limit = Math.max(smallest, largestInputEdge(maxInputEdge, depth));
  const strideLimit = Math.floor(outputEdge(limit, depth) / step) * step;

  const whole = inputEdgeFor(end - origin, depth);
  if (whole <= limit) {
    return { inputEdge: whole, starts: [{ read: origin - halo, from, to: end }] };
  }
  const tileCount = Math.ceil((end - origin) / strideLimit);
  const stride = Math.ceil((end - origin) / tileCount / step) * step;
  const starts = [];
  for (let start = origin; start < end; start += stride) {
    starts.push({
      read: start - halo,
      from: Math.max(start, from),
      to: Math.min(start + stride, end),
    });
  }
  return { inputEdge: inputEdgeFor(stride, depth), starts };
}

/** Largest valid input edge up to `maxInputEdge`. */
function largestInputEdge(maxInputEdge: number, depth: number): number {
  const step = 2 ** depth;
  const valid = inputEdgeFor(1, depth);
  return valid + Math.max(0, Math.floor((maxInputEdge - valid) / step)) * step;
}

/**
 * Plan of read and write windows, row by row.
 *
 * @returns tiles of one common size, never larger than needed to cover the region
 */
export function planTiles(options: TilePlanOptions): TilePlan {
  const { region, depth, maxInputWidth, maxInputHeight } = options;
  const across = planAxis(region.x, region.width, depth, maxInputWidth);
  const down = planAxis(region.y, region.height, depth, maxInputHeight);
  const tiles = down.starts.flatMap((y) =>
    across.starts.map((x) => ({
      read: { x: x.read, y: y.read, width: across.inputEdge, height: down.inputEdge },
      write: { x: x.from, y: y.from, width: x.to - x.from, height: y.to - y.from },
    })),
  );
  return {
    tiles,
    inputWidth: across.inputEdge,
    inputHeight: down.inputEdge,
    outputWidth: outputEdge(across.inputEdge, depth),
    outputHeight: outputEdge(down.inputEdge, depth),
  };
}

/**
 * The part of a tile's output that its write window keeps.
 *
 * @param output [outputHeight, outputWidth] of the tile
 * @returns [write.height, write.width]
 */
export function cropToWriteWindow(
  output: Float32Array<ArrayBuffer>,
  outputWidth: number,
  tile: Tile,
  depth: number,
): Float32Array<ArrayBuffer> {
  const { read, write } = tile;
  const left = write.x - read.x - haloPx(depth);
  const top = write.y - read.y - haloPx(depth);
  const kept = new Float32Array(write.width * write.height);
  for (let y = 0; y < write.height; y++) {
    const start = (top + y) * outputWidth + left;
    kept.set(output.subarray(start, start + write.width), y * write.width);
  }
  return kept;
}
