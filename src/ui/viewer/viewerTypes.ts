import type { Ref } from 'react';
import type { Rgb } from '#domain/image/labelPalette.ts';
import type { Rectangle } from '#domain/image/rectangle.ts';
import type { ViewLayer } from '#domain/image/viewTile.ts';
import type { AppError } from '#lib/errors.ts';
import type { ViewerTool } from '#store/slices/viewSlice.ts';
import type { LayerKind, LayerRevisions } from '#ui/viewer/tiles/layers.ts';
import type { ReadTile } from '#ui/viewer/tiles/tileLoader.ts';

/** One visible channel and how it is shown. */
export interface ViewerChannel {
  /** Index of the channel in the image. */
  readonly channel: number;
  readonly name: string;
  /** Red, green and blue at the white point, each 0…1; channels add up. */
  readonly color: Rgb;
  /** Intensities shown black and full; black above white inverts the display. */
  readonly displayRange: readonly [black: number, white: number];
  /** Displayed level = level ^ (1 / gamma): above 1 brightens the dark parts; 1 when left out. */
  readonly gamma?: number;
  /** From the channel's summary: intensity = codeOffset + code · codeStep. */
  readonly codeOffset: number;
  readonly codeStep: number;
}

/** What lies over the image. */
export interface ViewerOverlay {
  /**
   * `mask`: pixels with probability ≥ threshold are tinted, for the time a slider moves.
   * `labels`: objects in their colours. Coming from `mask`, the mask stays until they have arrived.
   * `annotation`: what people have painted; background is faintly striped.
   * `comparison`: hits, misses and false objects.
   */
  readonly mode: 'none' | 'mask' | 'labels' | 'annotation' | 'comparison';
  /** 0…1 */
  readonly threshold: number;
  /** 0…1; 0 hides the overlay. */
  readonly opacity: number;
  /** Outlines only, or a filling as well. */
  readonly labelStyle: 'filled' | 'outlined';
  /** True when a probability map exists: its tiles are then kept ready for `mask`. */
  readonly hasProbability: boolean;
}

/** What is under the pointer. */
export interface HoverInfo {
  /** Pixel of the image. */
  readonly x: number;
  readonly y: number;
  /** One per visible channel whose tile is in memory. */
  readonly intensities: readonly HoverIntensity[];
  /** 0 on background, or when labels are not shown. */
  readonly label: number;
}

export interface HoverIntensity {
  readonly channel: number;
  readonly name: string;
  readonly intensity: number;
  /** False when it is the mean over several pixels, because only a coarser tile is in memory. */
  readonly isExact: boolean;
}

/** Where a stroke or a polygon begins. */
export interface PaintBeginning {
  /** Annotation under the first point, as far as it is known. */
  readonly valueUnder: number;
  /** True when Shift is held. */
  readonly isAlternate: boolean;
}

/** Paint in hand: how it looks, and what takes the finished shape. */
export interface ViewerPaint {
  /** Value that its pixels will hold. */
  readonly shownValue: number;
  /** False leaves pixels of other objects as they are. */
  readonly overwritesObjects: boolean;
  /** Takes the finished shape; settles when the annotation holds it, or never will. */
  readonly commit: (points: Float32Array<ArrayBuffer>) => Promise<unknown>;
}

/** What the annotation tools act on. Positions in px of the image. */
export interface ViewerAnnotator {
  /** Radius of brush and eraser. */
  readonly brushRadiusPx: number;
  /** A stroke begins; `commit` gets x, y, radiusPx, …. */
  readonly beginStroke: (beginning: PaintBeginning) => ViewerPaint;
  /** A polygon is closed; `commit` gets x, y, …. */
  readonly beginPolygon: (beginning: PaintBeginning) => ViewerPaint;
  /** A click on a pixel with `fill` or `merge`. */
  readonly onPick: (pixel: { readonly x: number; readonly y: number }, isAdditive: boolean) => void;
  /** A box drawn with `select`. */
  readonly onBox: (area: Rectangle, isAdditive: boolean) => void;
  /** A line drawn with `split`: x, y, …. */
  readonly onSplit: (points: Float32Array<ArrayBuffer>) => void;
  /** The wheel was turned with Shift or Alt: brush larger (above 0) or smaller. */
  readonly onBrushStep: (steps: number) => void;
}

export interface ImageViewerProps {
  /** A new id, or a new size, starts afresh: cache emptied, whole image fitted. */
  readonly imageId: string;
  /** Size of the image in pixels. */
  readonly width: number;
  readonly height: number;
  /** Visible channels; the first four are drawn. */
  readonly channels: readonly ViewerChannel[];
  readonly overlay: ViewerOverlay;
  /**
   * Grow a number to have all tiles of the layer read again; the old ones stay until the new are
   * there. For a change in one place use `ViewerHandle.invalidate`.
   */
  readonly revisions: LayerRevisions;
  /** Edge of a pixel in µm; `null` hides the scale bar. */
  readonly pixelSizeUm: number | null;
  readonly tool: ViewerTool;
  /** Rectangle of the image to be outlined, such as the region to segment. */
  readonly region: Rectangle | null;
  readonly selectedLabels: readonly number[];
  /** Object highlighted from outside, such as a table row under the pointer; 0 for none. */
  readonly highlightedLabel: number;
  readonly annotator: ViewerAnnotator;
  /** Must keep its identity while `imageId` stays the same. */
  readonly readTile: ReadTile;
  /** Called at most once a frame; `null` when the pointer leaves the image. */
  readonly onHover?: (hover: HoverInfo | null) => void;
  /**
   * A click with `pan` or `select`: label 0 is background; `isAdditive` when Shift, Ctrl or ⌘ was held.
   */
  readonly onSelect?: (label: number, isAdditive: boolean) => void;
  /** A rectangle was drawn, inside the image, at least 1 × 1 pixel. */
  readonly onRectangle?: (area: Rectangle) => void;
  /** Tiles of a layer could not be read; called once per layer and revision. */
  readonly onTileError?: (error: AppError, layer: ViewLayer) => void;
  readonly ref?: Ref<ViewerHandle>;
}

/** What a parent can ask of a viewer. */
export interface ViewerHandle {
  /** Shows the whole image. */
  readonly fit: () => void;
  /** Sets the zoom about the middle of the view: device pixels per image pixel. */
  readonly zoomTo: (scale: number) => void;
  /** Multiplies the zoom about the middle of the view. */
  readonly zoomBy: (factor: number) => void;
  /** Brings an object's bounding box before the eyes; zooms in when it looks tiny. */
  readonly focusObject: (box: Rectangle) => void;
  /** Tells that part of a layer has changed; its tiles in view are read again. */
  readonly invalidate: (kind: LayerKind, area: Rectangle) => void;
  /** Part of the image in view; `null` before the first layout. */
  readonly visibleRectangle: () => Rectangle | null;
  /** Puts the keyboard focus on the image. */
  readonly focus: () => void;
}
