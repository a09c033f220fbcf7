import type { ViewLayer, ViewTileAddress } from '#domain/image/viewTile.ts';

export type LayerKind = ViewLayer['kind'];

/** A number per layer that grows whenever the pixels of the whole layer may have changed. */
export type LayerRevisions = Readonly<Record<LayerKind, number>>;

/** One tile of one layer, whatever its revision. */
export interface LayerTile {
  readonly layer: ViewLayer;
  readonly address: ViewTileAddress;
}

export const PROBABILITY_LAYER: ViewLayer = { kind: 'probability' };
export const LABEL_LAYER: ViewLayer = { kind: 'labels' };
export const ANNOTATION_LAYER: ViewLayer = { kind: 'annotation' };
export const COMPARISON_LAYER: ViewLayer = { kind: 'comparison' };

/** The intensity layer of one channel. */
export function intensityLayer(channel: number): ViewLayer {
  return { kind: 'intensity', channel };
}

/** Name of one tile of one layer at one revision; equal for equal tiles. */
export function tileKey({ layer, address }: LayerTile, revision: number): string {
  const name = layer.kind === 'intensity' ? `intensity${layer.channel}` : layer.kind;
  return `${name}@${revision}/${address.level}/${address.column}/${address.row}`;
}
