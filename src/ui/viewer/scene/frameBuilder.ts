import type { ViewLayer, ViewTileAddress } from '#domain/image/viewTile.ts';
import type {
  ChannelStyle,
  Frame,
  FrameCell,
  OverlayStyle,
  PlacedTexture,
} from '#ui/viewer/rendering/frame.ts';
import { MAX_VISIBLE_CHANNELS } from '#ui/viewer/rendering/shaders.ts';
import type { TileTexture } from '#ui/viewer/rendering/tileTextures.ts';
import { reduceResolution, snapToDevicePixels } from '#ui/viewer/scene/drawnView.ts';
import {
  ANNOTATION_LAYER,
  COMPARISON_LAYER,
  intensityLayer,
  LABEL_LAYER,
  type LayerKind,
  PROBABILITY_LAYER,
} from '#ui/viewer/tiles/layers.ts';
import { coveringTile } from '#ui/viewer/tiles/tileLookup.ts';
import type { TileSource } from '#ui/viewer/tiles/tileSource.ts';
import { tileRectangle } from '#ui/viewer/tiles/visibleTiles.ts';
import type { ImageViewerProps, ViewerChannel, ViewerOverlay } from '#ui/viewer/viewerTypes.ts';
import type { Viewport } from '#ui/viewer/viewport.ts';

/** Properties that change the picture; the others are callbacks and what lies around it. */
const PICTURE_PROPS = [
  'imageId',
  'width',
  'height',
  'channels',
  'overlay',
  'revisions',
  'selectedLabels',
  'highlightedLabel',
] as const;

/** What a frame is made from. */
export interface FrameRequest {
  readonly source: TileSource<TileTexture>;
  readonly viewport: Viewport;
  /** Share of the device pixels to draw, 0…1. */
  readonly renderScale: number;
  readonly addresses: readonly ViewTileAddress[];
  readonly channels: readonly ViewerChannel[];
  readonly overlay: OverlayStyle;
}

/** Puts together what is on the GPU already into one picture. */
export function buildFrame(request: FrameRequest): Frame {
  const { source, viewport, renderScale, addresses, channels, overlay } = request;
  const drawn = channels.slice(0, MAX_VISIBLE_CHANNELS);
  const objects = shapeLayer(overlay.mode);
  const cells = addresses.map((address): FrameCell => {
    const place = (layer: ViewLayer) => placedTile(source, layer, address);
    return {
      area: tileRectangle(address, source.image),
      intensity: drawn.map(({ channel }) => place(intensityLayer(channel))),
      probability: overlay.mode === 'mask' ? place(PROBABILITY_LAYER) : null,
      labels: objects && place(objects),
    };
  });
  return {
    viewport: snapToDevicePixels(reduceResolution(viewport, renderScale)),
    channels: drawn.map(channelStyle),
    overlay,
    cells,
  };
}

/** The layer of outlined shapes that a mode draws; `null` when it draws none. */
function shapeLayer(mode: OverlayStyle['mode']): ViewLayer | null {
  return mode === 'comparison' ? COMPARISON_LAYER : objectLayer(mode);
}

/** The layer of objects that a mode shows; `null` when it shows none that can be picked. */
export function objectLayer(mode: OverlayStyle['mode']): ViewLayer | null {
  if (mode === 'labels') return LABEL_LAYER;
  return mode === 'annotation' ? ANNOTATION_LAYER : null;
}

/** The layers that a view shows now, and those that it may have to show at once. */
export function layersOfView(
  channels: readonly ViewerChannel[],
  overlay: ViewerOverlay,
): { readonly now: ViewLayer[]; readonly soon: ViewLayer[] } {
  const now = channels.slice(0, MAX_VISIBLE_CHANNELS).map(({ channel }) => intensityLayer(channel));
  if (overlay.mode === 'mask') now.push(PROBABILITY_LAYER);
  const objects = shapeLayer(overlay.mode);
  if (objects) now.push(objects);
  const mayShowMask = overlay.mode !== 'mask' && overlay.hasProbability;
  return { now, soon: mayShowMask ? [PROBABILITY_LAYER] : [] };
}

/** A channel's range on the scale of the codes that its tiles hold. */
export function channelStyle(channel: ViewerChannel): ChannelStyle {
  const [black, white] = channel.displayRange;
  // A constant float channel has one code and no step.
  const step = channel.codeStep === 0 ? 1 : channel.codeStep;
  const toCode = (intensity: number) => (intensity - channel.codeOffset) / step;
  return {
    blackCode: toCode(black),
    whiteCode: toCode(white),
    gamma: channel.gamma ?? 1,
    color: channel.color,
  };
}

/** True when the picture may differ between two states of the component. */
export function changesPicture(former: ImageViewerProps, props: ImageViewerProps): boolean {
  return PICTURE_PROPS.some((name) => former[name] !== props[name]);
}

/** The layers that a frame shows at least one tile of. */
export function kindsIn(frame: Frame): Set<LayerKind> {
  const kinds = new Set<LayerKind>();
  for (const cell of frame.cells) {
    if (cell.intensity.some((placed) => placed !== null)) kinds.add('intensity');
    if (cell.probability !== null) kinds.add('probability');
    const shapes = cell.labels && shapeLayer(frame.overlay.mode);
    if (shapes) kinds.add(shapes.kind);
  }
  return kinds;
}

function placedTile(
  source: TileSource<TileTexture>,
  layer: ViewLayer,
  address: ViewTileAddress,
): PlacedTexture | null {
  const entry = coveringTile(source, { layer, address });
  return entry?.texture ? { texture: entry.texture, address: entry.address } : null;
}
