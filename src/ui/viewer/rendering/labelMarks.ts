import { MARK_TEXTURE_WIDTH } from '#ui/viewer/rendering/shaders.ts';

/** A texture with one texel per label, 1 for the selected ones; filled anew when they change. */
export class LabelMarks {
  readonly #gl: WebGL2RenderingContext;
  #texture: WebGLTexture | null = null;
  #marked: ReadonlySet<number> | null = null;

  constructor(gl: WebGL2RenderingContext) {
    this.#gl = gl;
  }

  /** Binds the marks of these labels to the active texture unit. */
  bind(labels: ReadonlySet<number>): void {
    const gl = this.#gl;
    if (this.#texture === null) {
      this.#texture = gl.createTexture();
      gl.bindTexture(gl.TEXTURE_2D, this.#texture);
      gl.texParameteri(gl.TEXTURE_2D, gl.TEXTURE_MIN_FILTER, gl.NEAREST);
      gl.texParameteri(gl.TEXTURE_2D, gl.TEXTURE_MAG_FILTER, gl.NEAREST);
    }
    gl.bindTexture(gl.TEXTURE_2D, this.#texture);
    if (this.#marked === labels) return;
    const { width, height, texels } = markTexels(labels);
    gl.pixelStorei(gl.UNPACK_ALIGNMENT, 1);
    gl.texImage2D(
      gl.TEXTURE_2D,
      0,
      gl.R8UI,
      width,
      height,
      0,
      gl.RED_INTEGER,
      gl.UNSIGNED_BYTE,
      texels,
    );
    this.#marked = labels;
  }

  dispose(): void {
    this.#gl.deleteTexture(this.#texture);
    this.#texture = null;
  }
}

/**
 * One byte per label up to the largest selected one, in rows of MARK_TEXTURE_WIDTH. The shader
 * takes labels beyond the last row for not selected.
 */
export function markTexels(labels: ReadonlySet<number>): {
  readonly width: number;
  readonly height: number;
  readonly texels: Uint8Array<ArrayBuffer>;
} {
  let largest = 0;
  for (const label of labels) largest = Math.max(largest, label);
  const height = Math.floor(largest / MARK_TEXTURE_WIDTH) + 1;
  const texels = new Uint8Array(MARK_TEXTURE_WIDTH * height);
  for (const label of labels) texels[label] = 1;
  return { width: MARK_TEXTURE_WIDTH, height, texels };
}
