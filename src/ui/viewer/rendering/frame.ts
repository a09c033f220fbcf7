import type { Rgb } from '#domain/image/labelPalette.ts';
import type { Rectangle } from '#domain/image/rectangle.ts';
import { VIEW_TILE_EDGE, type ViewTileAddress } from '#domain/image/viewTile.ts';
import { LABEL_SLOT, PROBABILITY_SLOT, SLOT_COUNT } from '#ui/viewer/rendering/shaders.ts';
import { LABEL_APRON, type TileTexture } from '#ui/viewer/rendering/tileTextures.ts';
import type { Viewport } from '#ui/viewer/viewport.ts';

/** How one channel is drawn; points on the scale of 16-bit codes. */
export interface ChannelStyle {
  readonly blackCode: number;
  /** Below `blackCode` for an inverted display. */
  readonly whiteCode: number;
  /** Displayed level = level ^ (1 / gamma). */
  readonly gamma: number;
  readonly color: Rgb;
}

/** How the overlay is drawn; see `ViewerOverlay` for the user's side of it. */
export interface OverlayStyle {
  readonly mode: 'none' | 'mask' | 'labels' | 'annotation' | 'comparison';
  /** 0…1 */
  readonly threshold: number;
  readonly opacity: number;
  readonly isFilled: boolean;
  /** 0 for none. */
  readonly hoveredLabel: number;
  readonly selectedLabels: ReadonlySet<number>;
}

/** A texture together with the tile that it shows. */
export interface PlacedTexture {
  readonly texture: TileTexture;
  readonly address: ViewTileAddress;
}

/** A rectangle of the image, with the tile of each layer that covers it. */
export interface FrameCell {
  readonly area: Rectangle;
  /** One per channel of the frame, in its order. */
  readonly intensity: readonly (PlacedTexture | null)[];
  readonly probability: PlacedTexture | null;
  /** Tile of the objects, or of the annotation in its mode. */
  readonly labels: PlacedTexture | null;
}

/** Everything that one picture shows. */
export interface Frame {
  readonly viewport: Viewport;
  readonly channels: readonly ChannelStyle[];
  readonly overlay: OverlayStyle;
  readonly cells: readonly FrameCell[];
}

/** A cell's rectangle in clip coordinates: left, top, right, bottom. */
export function clipRectangle(
  viewport: Viewport,
  area: Rectangle,
): [number, number, number, number] {
  const { canvas, scale, offsetX, offsetY } = viewport;
  const clipX = (x: number) => ((offsetX + x * scale) / canvas.width) * 2 - 1;
  const clipY = (y: number) => 1 - ((offsetY + y * scale) / canvas.height) * 2;
  return [clipX(area.x), clipY(area.y), clipX(area.x + area.width), clipY(area.y + area.height)];
}

/** Textures of a cell in the order of the shader's slots. */
export function cellSlots(cell: FrameCell): (PlacedTexture | null)[] {
  const slots = Array.from({ length: SLOT_COUNT }, (_, slot) => cell.intensity[slot] ?? null);
  slots[PROBABILITY_SLOT] = cell.probability;
  slots[LABEL_SLOT] = cell.labels;
  return slots;
}

/** Values of `u_place`: texture coordinate = screen · [2, 3] + [0, 1]. */
export function placeUniform(viewport: Viewport, placed: PlacedTexture | null): number[] {
  if (placed === null) return [0, 0, 0, 0];
  const { width, height, apron } = placed.texture;
  const { column, row } = placed.address;
  const texelsPerPx = texelsPerScreenPx(viewport, placed);
  const left = apron - viewport.offsetX * texelsPerPx - column * VIEW_TILE_EDGE;
  const top = apron - viewport.offsetY * texelsPerPx - row * VIEW_TILE_EDGE;
  const textureWidth = width + 2 * apron;
  const textureHeight = height + 2 * apron;
  return [
    left / textureWidth,
    top / textureHeight,
    texelsPerPx / textureWidth,
    texelsPerPx / textureHeight,
  ];
}

/**
 * Values of `u_outline`: how far from a texel its neighbours are looked at, on the texture. Never
 * further than half the apron of labels, since selected objects look twice as far.
 */
export function outlineUniform(
  viewport: Viewport,
  placed: PlacedTexture | null,
  outlinePx: number,
): [number, number] {
  if (placed === null) return [0, 0];
  const { width, height, apron } = placed.texture;
  const texels = Math.min(outlinePx * texelsPerScreenPx(viewport, placed), LABEL_APRON / 2);
  return [texels / (width + 2 * apron), texels / (height + 2 * apron)];
}

function texelsPerScreenPx(viewport: Viewport, { address }: PlacedTexture): number {
  return 1 / (viewport.scale * 2 ** address.level);
}

/** Values of `u_window`: black point, 1 / range, exponent. */
export function windowUniform({ blackCode, whiteCode, gamma }: ChannelStyle): number[] {
  const range = whiteCode - blackCode;
  // An empty range shows a step: black up to the point, white above.
  return [blackCode, range === 0 ? 1e6 : 1 / range, 1 / gamma];
}
