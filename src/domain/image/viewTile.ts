/** Edge of a viewer tile in texels, at every pyramid level. */
export const VIEW_TILE_EDGE = 512;

/**
 * Address of a viewer tile. Level 0 is full resolution; a texel of level L covers 2^L × 2^L pixels.
 * Column and row count tiles from the top left; edge tiles are smaller.
 */
export interface ViewTileAddress {
  readonly level: number;
  readonly column: number;
  readonly row: number;
}

/** Layer that comes from the image itself or from a segmentation of it. */
export type ImageLayer =
  | { readonly kind: 'intensity'; readonly channel: number }
  | { readonly kind: 'probability' }
  | { readonly kind: 'labels' }
  /** Hits, misses and false objects of the image that was compared last. */
  | { readonly kind: 'comparison' };

/** Layer of an image that can be drawn. */
export type ViewLayer = ImageLayer | { readonly kind: 'annotation' };

/** Texels of one tile. */
export interface ViewTile {
  /** Texels across and down; VIEW_TILE_EDGE except at the right and bottom edge. */
  readonly width: number;
  readonly height: number;
  /**
   * intensity: 16-bit codes (see ChannelSummary), block means at level > 0;
   * probability: Uint8, round(p · 255), block means; labels: Uint32 ids, nearest sample;
   * annotation: Uint32 values, nearest sample; comparison: Uint32 verdicts, nearest sample.
   */
  readonly data: Uint16Array<ArrayBuffer> | Uint8Array<ArrayBuffer> | Uint32Array<ArrayBuffer>;
}

/** Levels until the whole image fits one tile: 1 for images up to VIEW_TILE_EDGE. */
export function viewLevelCount(width: number, height: number): number {
  let levels = 1;
  for (let edge = Math.max(width, height); edge > VIEW_TILE_EDGE; edge = Math.ceil(edge / 2)) {
    levels++;
  }
  return levels;
}
