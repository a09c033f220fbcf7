import type { ViewTile } from '#domain/image/viewTile.ts';
import { AppError } from '#lib/errors.ts';
import type { LayerKind } from '#ui/viewer/tiles/layers.ts';

/**
 * Texels of the neighbouring tiles that a label texture carries around its own, so that an object's
 * outline does not break or begin at a seam.
 */
export const LABEL_APRON = 4;

export type Side = 'left' | 'top' | 'right' | 'bottom';

/** A tile on the GPU: one unsigned integer per texel, never filtered. */
export interface TileTexture {
  readonly handle: WebGLTexture;
  /** Texels of the tile itself. */
  readonly width: number;
  readonly height: number;
  /** Texels around them on each side. */
  readonly apron: number;
}

const INTERNAL_FORMAT = {
  intensity: 'R16UI',
  probability: 'R8UI',
  labels: 'R32UI',
  annotation: 'R32UI',
  comparison: 'R32UI',
} as const;
const SAMPLE_TYPE = {
  intensity: 'UNSIGNED_SHORT',
  probability: 'UNSIGNED_BYTE',
  labels: 'UNSIGNED_INT',
  annotation: 'UNSIGNED_INT',
  comparison: 'UNSIGNED_INT',
} as const;

/** True for layers of objects, whose outlines look at the tiles beside them. */
export function hasOutlines(kind: LayerKind): boolean {
  return kind === 'labels' || kind === 'annotation' || kind === 'comparison';
}

/** A texture of unsigned integers that reads as 0 until it is filled. */
export function createIntegerTexture(
  gl: WebGL2RenderingContext,
  kind: LayerKind,
  width: number,
  height: number,
): WebGLTexture {
  const handle = gl.createTexture();
  gl.bindTexture(gl.TEXTURE_2D, handle);
  gl.texStorage2D(gl.TEXTURE_2D, 1, gl[INTERNAL_FORMAT[kind]], width, height);
  // Integer textures are incomplete, hence black, under the default linear filter.
  gl.texParameteri(gl.TEXTURE_2D, gl.TEXTURE_MIN_FILTER, gl.NEAREST);
  gl.texParameteri(gl.TEXTURE_2D, gl.TEXTURE_MAG_FILTER, gl.NEAREST);
  gl.texParameteri(gl.TEXTURE_2D, gl.TEXTURE_WRAP_S, gl.CLAMP_TO_EDGE);
  gl.texParameteri(gl.TEXTURE_2D, gl.TEXTURE_WRAP_T, gl.CLAMP_TO_EDGE);
  return handle;
}

/**
 * Copies a tile to the GPU, into `former` when that has the same size.
 *
 * @throws `shape-mismatch` when the tile's data are of another type or length than its layer says
 */
export function uploadTile(
  gl: WebGL2RenderingContext,
  kind: LayerKind,
  tile: ViewTile,
  former: TileTexture | null,
): TileTexture {
  checkTile(kind, tile);
  const texture = reusable(former, tile) ?? createTileTexture(gl, kind, tile);
  if (texture !== former && former !== null) gl.deleteTexture(former.handle);
  const { apron } = texture;
  gl.bindTexture(gl.TEXTURE_2D, texture.handle);
  gl.pixelStorei(gl.UNPACK_ALIGNMENT, 1);
  const type = gl[SAMPLE_TYPE[kind]];
  const { width, height, data } = tile;
  gl.texSubImage2D(gl.TEXTURE_2D, 0, apron, apron, width, height, gl.RED_INTEGER, type, data);
  return texture;
}

/**
 * Fills one side of a label texture's apron from the tile that lies there; without one, the tile's
 * own edge goes on, so that the edge of the image is no outline.
 */
export function fillApron(
  gl: WebGL2RenderingContext,
  texture: TileTexture,
  side: Side,
  source: ViewTile,
  isNeighbor: boolean,
): void {
  const { width, height, apron } = texture;
  const isAcross = side === 'left' || side === 'right';
  const x = { left: 0, right: apron + width, top: apron, bottom: apron }[side];
  const y = { left: apron, right: apron, top: 0, bottom: apron + height }[side];
  const strip = apronStrip(source, side, apron, isNeighbor);
  gl.bindTexture(gl.TEXTURE_2D, texture.handle);
  gl.pixelStorei(gl.UNPACK_ALIGNMENT, 1);
  gl.texSubImage2D(
    gl.TEXTURE_2D,
    0,
    x,
    y,
    isAcross ? apron : width,
    isAcross ? height : apron,
    gl.RED_INTEGER,
    gl.UNSIGNED_INT,
    strip,
  );
}

/**
 * Texels of an apron on one side of a tile, row by row: the nearest columns or rows of the
 * neighbour there, or the tile's own last one again and again. A neighbour narrower than the apron
 * ends with its own last one as well.
 */
export function apronStrip(
  source: ViewTile,
  side: Side,
  apron: number,
  isNeighbor: boolean,
): Uint32Array<ArrayBuffer> {
  const isAcross = side === 'left' || side === 'right';
  const length = isAcross ? source.width : source.height;
  const isBefore = side === 'left' || side === 'top';
  // Position along the axis that crosses the seam, for each step away from the texture's first
  // apron column or row.
  const positions = Array.from({ length: apron }, (_, step) => {
    if (!isNeighbor) return isBefore ? 0 : length - 1;
    return isBefore ? Math.max(0, length - apron + step) : Math.min(step, length - 1);
  });
  const { width, height, data } = source;
  if (!isAcross) {
    const strip = new Uint32Array(width * apron);
    positions.forEach((row, step) => {
      strip.set(data.subarray(row * width, (row + 1) * width), step * width);
    });
    return strip;
  }
  const strip = new Uint32Array(height * apron);
  for (let row = 0; row < height; row++) {
    for (let step = 0; step < apron; step++) {
      strip[row * apron + step] = data[row * width + (positions[step] as number)] as number;
    }
  }
  return strip;
}

function createTileTexture(
  gl: WebGL2RenderingContext,
  kind: LayerKind,
  { width, height }: ViewTile,
): TileTexture {
  const apron = hasOutlines(kind) ? LABEL_APRON : 0;
  const handle = createIntegerTexture(gl, kind, width + 2 * apron, height + 2 * apron);
  return { handle, width, height, apron };
}

function reusable(former: TileTexture | null, tile: ViewTile): TileTexture | null {
  return former?.width === tile.width && former.height === tile.height ? former : null;
}

function checkTile(kind: LayerKind, tile: ViewTile): void {
  const bytes = { intensity: 2, probability: 1, labels: 4, annotation: 4, comparison: 4 }[kind];
  if (
    tile.data.BYTES_PER_ELEMENT !== bytes ||
    tile.data.length !== tile.width * tile.height ||
    tile.data.length === 0
  ) {
    throw new AppError(
      'shape-mismatch',
      `A ${kind} tile of ${tile.width} × ${tile.height} texels came with ${tile.data.length} values of ${tile.data.BYTES_PER_ELEMENT} bytes; expected ${tile.width * tile.height} of ${bytes}.`,
    );
  }
}
