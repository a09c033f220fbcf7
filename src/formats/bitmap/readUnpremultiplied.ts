/** Pictures pass through textures of this edge, which every WebGL 2 has. */
const TILE_EDGE = 2048;

/**
 * Copies the colours of a picture into its planes as they are in the file, also where it is
 * transparent: textures, unlike canvases, do not store colours times alpha.
 *
 * Without WebGL 2 the planes stay as they are.
 *
 * @param bitmap decoded with `premultiplyAlpha: 'none'`
 * @param planes red, green, blue and alpha, each [height, width]
 */
export function readUnpremultiplied(
  bitmap: ImageBitmap,
  planes: readonly Uint8Array<ArrayBuffer>[],
): void {
  const gl = new OffscreenCanvas(1, 1).getContext('webgl2');
  if (!gl) return;
  gl.pixelStorei(gl.UNPACK_PREMULTIPLY_ALPHA_WEBGL, false);
  gl.pixelStorei(gl.UNPACK_COLORSPACE_CONVERSION_WEBGL, gl.NONE);
  gl.bindTexture(gl.TEXTURE_2D, gl.createTexture());
  gl.bindFramebuffer(gl.FRAMEBUFFER, gl.createFramebuffer());
  for (let y = 0; y < bitmap.height; y += TILE_EDGE) {
    for (let x = 0; x < bitmap.width; x += TILE_EDGE) {
      const width = Math.min(TILE_EDGE, bitmap.width - x);
      const height = Math.min(TILE_EDGE, bitmap.height - y);
      const rgba = readTile(gl, bitmap, { x, y, width, height });
      if (!rgba) return;
      copyTile(rgba, planes, bitmap.width, { x, y, width, height });
    }
  }
  gl.getExtension('WEBGL_lose_context')?.loseContext();
}

interface Tile {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

function readTile(gl: WebGL2RenderingContext, bitmap: ImageBitmap, tile: Tile): Uint8Array | null {
  const { TEXTURE_2D, FRAMEBUFFER, RGBA, UNSIGNED_BYTE } = gl;
  const { x, y, width, height } = tile;
  gl.pixelStorei(gl.UNPACK_SKIP_PIXELS, x);
  gl.pixelStorei(gl.UNPACK_SKIP_ROWS, y);
  gl.texImage2D(TEXTURE_2D, 0, RGBA, width, height, 0, RGBA, UNSIGNED_BYTE, bitmap);
  const texture = gl.getParameter(gl.TEXTURE_BINDING_2D) as WebGLTexture;
  gl.framebufferTexture2D(FRAMEBUFFER, gl.COLOR_ATTACHMENT0, TEXTURE_2D, texture, 0);
  const rgba = new Uint8Array(width * height * 4);
  gl.readPixels(0, 0, width, height, RGBA, UNSIGNED_BYTE, rgba);
  return gl.getError() === gl.NO_ERROR ? rgba : null;
}

function copyTile(
  rgba: Uint8Array,
  planes: readonly Uint8Array<ArrayBuffer>[],
  pictureWidth: number,
  { x, y, width, height }: Tile,
): void {
  planes.forEach((plane, channel) => {
    let from = channel;
    for (let row = 0; row < height; row++) {
      const start = (y + row) * pictureWidth + x;
      for (let to = start; to < start + width; to++, from += 4) plane[to] = rgba[from] as number;
    }
  });
}
