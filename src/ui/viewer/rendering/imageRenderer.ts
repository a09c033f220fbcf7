import { LABEL_PALETTE, type Rgb } from '#domain/image/labelPalette.ts';
import type { ViewTile } from '#domain/image/viewTile.ts';
import { AppError } from '#lib/errors.ts';
import { setComparison } from '#ui/viewer/rendering/comparisonColors.ts';
import {
  type ChannelStyle,
  cellSlots,
  clipRectangle,
  type Frame,
  type FrameCell,
  outlineUniform,
  placeUniform,
  windowUniform,
} from '#ui/viewer/rendering/frame.ts';
import { createProgram, type GlProgram } from '#ui/viewer/rendering/glProgram.ts';
import { LabelMarks } from '#ui/viewer/rendering/labelMarks.ts';
import {
  fragmentShader,
  LABEL_SLOT,
  MARK_UNIT,
  PROBABILITY_SLOT,
  type ShaderVariant,
  VERTEX_SHADER,
} from '#ui/viewer/rendering/shaders.ts';
import {
  createIntegerTexture,
  fillApron,
  type Side,
  type TileTexture,
  uploadTile,
} from '#ui/viewer/rendering/tileTextures.ts';
import type { LayerKind } from '#ui/viewer/tiles/layers.ts';

/** What surrounds the image: #0b0d10. */
const BACKGROUND: Rgb = [11 / 255, 13 / 255, 16 / 255];

/** Probability tiles hold round(p · 255). */
const PROBABILITY_CODES = 255;

/** Colour of the thresholded mask: the reddish purple of Okabe and Ito, rare in fluorescence. */
const MASK_COLOR: Rgb = [0xcc / 255, 0x79 / 255, 0xa7 / 255];

/** Pixels up to this distance from an object's edge are its outline, in CSS pixels. */
const OUTLINE_PX = 1.6;

/** Outlines stand out from the filling by this much opacity. */
const OUTLINE_EXTRA_OPACITY = 0.4;

/** Painted background: a blue that few dyes have, in stripes this far apart, in CSS pixels. */
const PAINTED_BACKGROUND_COLOR: Rgb = [0x5b / 255, 0x8d / 255, 0xef / 255];
const STRIPE_PX = 10;

/** What is being painted must be seen as an area, also where objects are outlined only. */
const OUTLINED_ANNOTATION_FILL = 0.3;

/** Draws frames with WebGL 2. Owns every GPU object that it makes. */
export class ImageRenderer {
  readonly #gl: WebGL2RenderingContext;
  readonly #programs = new Map<string, GlProgram>();
  /** Stand in for missing tiles; the second is black under an inverted display. */
  readonly #blank: WebGLTexture;
  readonly #blankInverted: WebGLTexture;
  readonly #marks: LabelMarks;

  /** @throws `backend-unavailable` when the browser offers no WebGL 2 */
  constructor(canvas: HTMLCanvasElement) {
    const gl = canvas.getContext('webgl2', {
      alpha: false,
      antialias: false,
      depth: false,
      powerPreference: 'high-performance',
    });
    if (gl === null || gl.isContextLost()) {
      throw new AppError(
        'backend-unavailable',
        'This browser offers no WebGL 2, so images cannot be shown. Turn on hardware acceleration in its settings, or open this page in a current Chrome, Edge, Firefox or Safari.',
      );
    }
    this.#gl = gl;
    gl.disable(gl.DITHER);
    this.#blank = createIntegerTexture(gl, 'intensity', 1, 1);
    const full = { width: 1, height: 1, data: Uint16Array.of(0xffff) };
    this.#blankInverted = uploadTile(gl, 'intensity', full, null).handle;
    this.#marks = new LabelMarks(gl);
  }

  /** Copies a tile to the GPU; `former`, its old copy, must not be used any more. */
  upload(kind: LayerKind, tile: ViewTile, former: TileTexture | null): TileTexture {
    return uploadTile(this.#gl, kind, tile, former);
  }

  /**
   * Tells a label texture what lies beside it, for outlines across the seam: the tile there, or
   * `null` and then its own tile goes on.
   */
  join(texture: TileTexture, side: Side, own: ViewTile, neighbor: ViewTile | null): void {
    fillApron(this.#gl, texture, side, neighbor ?? own, neighbor !== null);
  }

  free(texture: TileTexture): void {
    this.#gl.deleteTexture(texture.handle);
  }

  /** Starts to compile what a later frame will need, so that a slider does not wait for it. */
  prepare(variant: ShaderVariant): void {
    this.#program(variant);
  }

  /** True when `draw` would not have to wait for the shader compiler; starts it if need be. */
  canDraw(frame: Frame): boolean {
    return this.#program(variantOf(frame)).isCompiled();
  }

  /** Draws one picture on the whole canvas, which takes the size of the frame's viewport. */
  draw(frame: Frame): void {
    const gl = this.#gl;
    const { canvas } = frame.viewport;
    // Even the same value would clear and reallocate the canvas.
    if (gl.canvas.width !== canvas.width) gl.canvas.width = canvas.width;
    if (gl.canvas.height !== canvas.height) gl.canvas.height = canvas.height;
    gl.viewport(0, 0, canvas.width, canvas.height);
    gl.clearColor(...BACKGROUND, 1);
    gl.clear(gl.COLOR_BUFFER_BIT);
    const program = this.#program(variantOf(frame));
    program.finish();
    // biome-ignore lint/correctness/useHookAtTopLevel: a method of WebGL, not a hook
    gl.useProgram(program.handle);
    gl.uniform1f(program.uniform('u_canvasHeight'), canvas.height);
    this.#setChannels(program, frame);
    this.#setOverlay(program, frame);
    for (const cell of frame.cells) this.#drawCell(program, frame, cell);
  }

  /** Frees every GPU object but the textures of tiles, which belong to their holder. */
  dispose(): void {
    for (const program of this.#programs.values()) this.#gl.deleteProgram(program.handle);
    this.#programs.clear();
    this.#gl.deleteTexture(this.#blank);
    this.#gl.deleteTexture(this.#blankInverted);
    this.#marks.dispose();
  }

  #program(variant: ShaderVariant): GlProgram {
    const key = JSON.stringify(variant);
    const known = this.#programs.get(key);
    if (known !== undefined) return known;
    const program = createProgram(this.#gl, VERTEX_SHADER, fragmentShader(variant));
    this.#programs.set(key, program);
    return program;
  }

  #setChannels(program: GlProgram, { channels }: Frame): void {
    if (channels.length === 0) return;
    const gl = this.#gl;
    gl.uniform3fv(program.uniform('u_window'), channels.flatMap(windowUniform));
    gl.uniform3fv(
      program.uniform('u_channelColor'),
      channels.flatMap((channel) => channel.color),
    );
    channels.forEach((_, slot) => {
      gl.uniform1i(program.uniform(`u_intensity${slot}`), slot);
    });
  }

  #setOverlay(program: GlProgram, frame: Frame): void {
    const gl = this.#gl;
    const { overlay, viewport } = frame;
    const outlineOpacity =
      overlay.opacity === 0 ? 0 : Math.min(1, overlay.opacity + OUTLINE_EXTRA_OPACITY);
    if (overlay.mode === 'mask') {
      gl.uniform1i(program.uniform('u_probability'), PROBABILITY_SLOT);
      gl.uniform1f(program.uniform('u_threshold'), overlay.threshold * PROBABILITY_CODES);
      gl.uniform3f(program.uniform('u_maskColor'), ...MASK_COLOR);
      gl.uniform2f(program.uniform('u_maskOpacity'), overlay.opacity, outlineOpacity);
    } else if (overlay.mode === 'comparison') {
      setComparison(gl, program, frame);
    } else if (overlay.mode !== 'none') {
      const fillOpacity = overlay.opacity * fillStrength(overlay);
      gl.uniform1i(program.uniform('u_labels'), LABEL_SLOT);
      gl.uniform3fv(program.uniform('u_palette'), LABEL_PALETTE.flat());
      gl.uniform1ui(program.uniform('u_hovered'), overlay.hoveredLabel);
      gl.uniform2f(program.uniform('u_labelOpacity'), fillOpacity, outlineOpacity);
      gl.uniform3f(program.uniform('u_backgroundColor'), ...PAINTED_BACKGROUND_COLOR);
      gl.uniform1f(program.uniform('u_stripesPerPx'), 1 / (STRIPE_PX * viewport.pixelRatio));
      gl.uniform1i(program.uniform('u_marks'), MARK_UNIT);
      gl.activeTexture(gl.TEXTURE0 + MARK_UNIT);
      this.#marks.bind(overlay.selectedLabels);
    }
  }

  #drawCell(program: GlProgram, frame: Frame, cell: FrameCell): void {
    const gl = this.#gl;
    const { viewport } = frame;
    const slots = cellSlots(cell);
    slots.forEach((placed, slot) => {
      gl.activeTexture(gl.TEXTURE0 + slot);
      gl.bindTexture(gl.TEXTURE_2D, placed?.texture.handle ?? this.#standIn(frame.channels[slot]));
    });
    const places = slots.flatMap((placed) => placeUniform(viewport, placed));
    const outlinePx = OUTLINE_PX * viewport.pixelRatio;
    gl.uniform4fv(program.uniform('u_place'), places);
    const outlined = cell.labels ?? cell.probability;
    gl.uniform2fv(program.uniform('u_outline'), outlineUniform(viewport, outlined, outlinePx));
    gl.uniform4f(program.uniform('u_clipRectangle'), ...clipRectangle(viewport, cell.area));
    gl.drawArrays(gl.TRIANGLE_STRIP, 0, 4);
  }

  #standIn(channel: ChannelStyle | undefined): WebGLTexture {
    const isInverted = channel !== undefined && channel.whiteCode < channel.blackCode;
    return isInverted ? this.#blankInverted : this.#blank;
  }
}

function showsObjects(mode: Frame['overlay']['mode']): boolean {
  return mode === 'labels' || mode === 'annotation';
}

function fillStrength({ mode, isFilled }: Frame['overlay']): number {
  if (isFilled) return 1;
  return mode === 'annotation' ? OUTLINED_ANNOTATION_FILL : 0;
}

/** The shader that a frame needs. */
export function variantOf({ channels, overlay }: Frame): ShaderVariant {
  return {
    channelCount: channels.length,
    hasGamma: channels.some((channel) => channel.gamma !== 1),
    overlay: overlay.mode,
    hasSelection: showsObjects(overlay.mode) && overlay.selectedLabels.size > 0,
  };
}
