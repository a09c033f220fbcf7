import { UNANNOTATED } from '#domain/annotation/annotationValues.ts';
import type { Rectangle } from '#domain/image/rectangle.ts';
import type { ViewTileAddress } from '#domain/image/viewTile.ts';
import type { Frame, OverlayStyle } from '#ui/viewer/rendering/frame.ts';
import { Graphics, type GraphicsStatus } from '#ui/viewer/rendering/graphics.ts';
import { type ImageRenderer, variantOf } from '#ui/viewer/rendering/imageRenderer.ts';
import type { TileTexture } from '#ui/viewer/rendering/tileTextures.ts';
import { type CanvasPlace, CanvasTracker } from '#ui/viewer/scene/canvasPlace.ts';
import {
  buildFrame,
  changesPicture,
  kindsIn,
  layersOfView,
  objectLayer,
} from '#ui/viewer/scene/frameBuilder.ts';
import { FramePacer } from '#ui/viewer/scene/framePacer.ts';
import { hidesHover, hoverAt } from '#ui/viewer/scene/hover.ts';
import { HoverWatch } from '#ui/viewer/scene/hoverWatch.ts';
import { Observable } from '#ui/viewer/scene/observable.ts';
import { PaintDrafts } from '#ui/viewer/scene/paintDrafts.ts';
import { TileFeed } from '#ui/viewer/scene/tileFeed.ts';
import { ViewController } from '#ui/viewer/scene/viewController.ts';
import { ANNOTATION_LAYER, LABEL_LAYER, type LayerKind } from '#ui/viewer/tiles/layers.ts';
import { sampleLayer } from '#ui/viewer/tiles/tileLookup.ts';
import { fittingLevel, visibleTiles } from '#ui/viewer/tiles/visibleTiles.ts';
import type { HoverInfo, ImageViewerProps } from '#ui/viewer/viewerTypes.ts';
import {
  type ImagePoint,
  type ScreenPoint,
  type Size,
  screenToImage,
  type Viewport,
} from '#ui/viewer/viewport.ts';

/** Everything behind the canvas of one viewer: what is in view, its tiles, its picture. */
export class ViewerScene {
  readonly view: ViewController;
  readonly status = new Observable<GraphicsStatus>({ state: 'starting' });
  /** Strokes that are seen before the annotation holds them. */
  readonly paint: PaintDrafts<TileTexture>;
  readonly #canvas = new CanvasTracker();
  readonly #feed: TileFeed;
  readonly #hoverWatch: HoverWatch;
  readonly #pacer: FramePacer;
  #props: ImageViewerProps;
  #selectedLabels: ReadonlySet<number>;
  #graphics: Graphics | null = null;
  #drawnKinds: ReadonlySet<LayerKind> = new Set();
  #drawnMode: OverlayStyle['mode'] = 'none';

  constructor(props: ImageViewerProps) {
    this.#props = props;
    this.#selectedLabels = new Set(props.selectedLabels);
    this.#pacer = new FramePacer(
      (nowMs, mustDraw) => {
        this.#hoverWatch.update();
        if (mustDraw) this.#draw(nowMs);
      },
      () => this.#graphics !== null,
    );
    this.view = new ViewController(this.#pacer.requestMovedDraw);
    this.#feed = new TileFeed({
      readTile: (layer, address, signal) => this.#props.readTile(layer, address, signal),
      freeTexture: (texture) => this.#graphics?.renderer?.free(texture),
      requestDraw: this.#pacer.requestDraw,
      onFailure: (error, layer) => this.#props.onTileError?.(error, layer),
      onStore: (entry) => this.paint.repaint(entry),
    });
    this.paint = new PaintDrafts(this.#feed.source, this.#pacer.requestDraw);
    this.#hoverWatch = new HoverWatch(
      (point) => this.#readingAt(point),
      (former, hover) => {
        this.#props.onHover?.(hover);
        if (former?.label !== hover?.label) this.#pacer.requestDraw();
      },
    );
    this.#startImage();
  }

  /** What is under the pointer; `null` outside the image. */
  get hover(): Observable<HoverInfo | null> {
    return this.#hoverWatch.current;
  }

  /** Draws on this canvas from now on; returns what ends that. */
  attach(canvas: HTMLCanvasElement): () => void {
    this.#graphics = new Graphics(canvas, {
      onLost: () => this.#feed.source.loseTextures(),
      onStatus: (status) => {
        this.status.set(status);
        this.#pacer.requestDraw();
      },
    });
    return () => {
      this.#pacer.stop();
      this.#feed.dispose();
      this.#graphics?.dispose();
      this.#graphics = null;
    };
  }

  /** Takes over the properties of the component. */
  update(props: ImageViewerProps): void {
    const former = this.#props;
    this.#props = props;
    if (former.selectedLabels !== props.selectedLabels) {
      this.#selectedLabels = new Set(props.selectedLabels);
    }
    const isOther =
      former.imageId !== props.imageId ||
      former.width !== props.width ||
      former.height !== props.height;
    if (isOther) {
      this.#startImage();
    } else if (former.revisions !== props.revisions) {
      this.#feed.source.setRevisions(props.revisions);
      this.#feed.forgetFailures();
    }
    // A threshold that follows a slider is a movement as well.
    if (former.overlay.threshold !== props.overlay.threshold) this.#pacer.requestMovedDraw();
    else if (changesPicture(former, props)) this.#pacer.requestDraw();
  }

  /** Takes the canvas's place (and size in device pixels) and draws, before a blank one is painted. */
  layOut(place: CanvasPlace, pixelRatio: number, size?: Size): void {
    const layout = this.#canvas.layOut(place, pixelRatio, size);
    if (layout === null) return;
    this.view.resize(layout);
    this.#pacer.rest();
    this.#draw(performance.now());
  }

  /** Lays out anew where the canvas is not at this place yet: pointers come before the next frame. */
  follow(place: CanvasPlace, pixelRatio: number): void {
    if (this.#canvas.hasLeft(place)) this.layOut(place, pixelRatio);
  }

  /** Part of a layer has changed. */
  invalidate(kind: LayerKind, area: Rectangle): void {
    this.#feed.source.invalidate(kind, area);
    this.#pacer.requestDraw();
  }

  /** The pointer is here, or has left. */
  setPointer(point: ScreenPoint | null): void {
    this.#hoverWatch.setPointer(point);
    this.#pacer.requestFrame();
  }

  /** Object drawn at a position; 0 for background and where no labels are shown. */
  labelAt(point: ScreenPoint): number {
    return this.#readingAt(point)?.label ?? 0;
  }

  /** Annotation under a point of the image, as far as its tiles are in memory. */
  annotationAt({ x, y }: ImagePoint): number {
    const sample = sampleLayer(this.#feed.source, ANNOTATION_LAYER, Math.floor(x), Math.floor(y));
    return sample?.value ?? UNANNOTATED;
  }

  #startImage(): void {
    const { width, height, revisions } = this.#props;
    this.#feed.source.reset({ width, height }, revisions);
    this.#feed.forgetFailures();
    this.paint.clear();
    this.#drawnKinds = new Set();
    this.#drawnMode = 'none';
    this.view.setImage({ width, height });
  }

  #readingAt(point: ScreenPoint): HoverInfo | null {
    const position = screenToImage(this.view.viewport.get(), point);
    const objects = objectLayer(this.#drawnMode);
    return hoverAt(this.#feed.source, position, this.#props.channels, objects);
  }

  #draw(nowMs: number): void {
    const renderer = this.#graphics?.renderer;
    if (!renderer || !this.view.isLaidOut) return;
    const renderScale = this.#pacer.beginDraw(nowMs);
    try {
      this.view.advance(nowMs);
      this.#drawFrame(renderer, renderScale);
      this.#hoverWatch.update();
    } catch (error) {
      this.#graphics?.fail(error);
    }
  }

  #drawFrame(renderer: ImageRenderer, renderScale: number): void {
    const { channels, overlay } = this.#props;
    const { source } = this.#feed;
    source.beginFrame();
    this.#feed.serve(renderer, {
      addresses: this.#addressesIn(this.view.destination),
      layers: layersOfView(channels, overlay),
      drawnKinds: this.#drawnKinds,
    });
    const frame = this.#buildFrame(renderScale);
    this.paint.clean(this.#addressesIn(this.view.viewport.get()));
    if (renderer.canDraw(frame)) {
      renderer.draw(frame);
      this.#drawnMode = frame.overlay.mode;
      this.#drawnKinds = kindsIn(frame);
    } else {
      // The last picture stays until the compiler is done: it must not hold up the page.
      this.#pacer.requestDraw();
    }
    if (overlay.hasProbability && source.isIdle) {
      renderer.prepare({ ...variantOf(frame), overlay: 'mask', hasSelection: false });
    }
    source.endFrame();
  }

  #buildFrame(renderScale: number): Frame {
    const { channels, overlay, highlightedLabel, tool } = this.#props;
    const viewport = this.view.viewport.get();
    const addresses = this.#addressesIn(viewport);
    return buildFrame({
      source: this.#feed.source,
      viewport,
      renderScale,
      addresses,
      channels,
      overlay: {
        mode: this.#modeToDraw(addresses),
        threshold: overlay.threshold,
        opacity: overlay.opacity,
        isFilled: overlay.labelStyle === 'filled',
        hoveredLabel: (!hidesHover(tool) && this.hover.get()?.label) || highlightedLabel,
        selectedLabels: this.#selectedLabels,
      },
    });
  }

  /** Coming from the mask, the labels wait until all of them are there. */
  #modeToDraw(addresses: readonly ViewTileAddress[]): OverlayStyle['mode'] {
    const { mode, hasProbability } = this.#props.overlay;
    if (mode !== 'labels' || this.#drawnMode !== 'mask' || !hasProbability) return mode;
    const tiles = addresses.map((address) => ({ layer: LABEL_LAYER, address }));
    return this.#feed.source.isComplete(tiles) ? mode : 'mask';
  }

  #addressesIn(viewport: Viewport): ViewTileAddress[] {
    const level = fittingLevel(viewport.scale, this.view.image);
    return visibleTiles(viewport, this.view.image, level);
  }
}
