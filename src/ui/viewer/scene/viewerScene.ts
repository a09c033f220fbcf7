import type { Rectangle } from '#domain/image/rectangle.ts';
import type { ViewTileAddress } from '#domain/image/viewTile.ts';
import type { Frame, OverlayStyle } from '#ui/viewer/rendering/frame.ts';
import { Graphics, type GraphicsStatus } from '#ui/viewer/rendering/graphics.ts';
import { type ImageRenderer, variantOf } from '#ui/viewer/rendering/imageRenderer.ts';
import {
  buildFrame,
  changesPicture,
  kindsIn,
  layersOfView,
} from '#ui/viewer/scene/frameBuilder.ts';
import { hoverAt, isSameHover } from '#ui/viewer/scene/hover.ts';
import { Observable } from '#ui/viewer/scene/observable.ts';
import { RenderScale } from '#ui/viewer/scene/renderScale.ts';
import { TileFeed } from '#ui/viewer/scene/tileFeed.ts';
import { ViewController } from '#ui/viewer/scene/viewController.ts';
import { LABEL_LAYER, type LayerKind } from '#ui/viewer/tiles/layers.ts';
import { fittingLevel, visibleTiles } from '#ui/viewer/tiles/visibleTiles.ts';
import type { HoverInfo, ImageViewerProps } from '#ui/viewer/viewerTypes.ts';
import { type ScreenPoint, screenToImage, type Viewport } from '#ui/viewer/viewport.ts';

/** The view rests when nothing has moved for this long. */
const REST_MS = 150;

/** Everything behind the canvas of one viewer: what is in view, its tiles, its picture. */
export class ViewerScene {
  readonly view: ViewController;
  readonly status = new Observable<GraphicsStatus>({ state: 'starting' });
  readonly hover = new Observable<HoverInfo | null>(null);
  readonly #feed: TileFeed;
  readonly #renderScale = new RenderScale();
  #props: ImageViewerProps;
  #selectedLabels: ReadonlySet<number>;
  #graphics: Graphics | null = null;
  #pointer: ScreenPoint | null = null;
  #drawnKinds: ReadonlySet<LayerKind> = new Set();
  #drawnMode: OverlayStyle['mode'] = 'none';
  #frameId = 0;
  #restTimer = 0;
  #movedAtMs = Number.NEGATIVE_INFINITY;
  #mustDraw = false;

  constructor(props: ImageViewerProps) {
    this.#props = props;
    this.#selectedLabels = new Set(props.selectedLabels);
    this.view = new ViewController(this.#requestMovedDraw);
    this.#feed = new TileFeed({
      readTile: (layer, address, signal) => this.#props.readTile(layer, address, signal),
      freeTexture: (texture) => this.#graphics?.renderer?.free(texture),
      requestDraw: this.requestDraw,
      onFailure: (error, layer) => this.#props.onTileError?.(error, layer),
    });
    this.#startImage();
  }

  /** Draws on this canvas from now on; returns what ends that. */
  attach(canvas: HTMLCanvasElement): () => void {
    this.#graphics = new Graphics(canvas, {
      onLost: () => this.#feed.source.loseTextures(),
      onStatus: (status) => {
        this.status.set(status);
        this.requestDraw();
      },
    });
    return () => {
      cancelAnimationFrame(this.#frameId);
      clearTimeout(this.#restTimer);
      this.#frameId = 0;
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
    if (former.overlay.threshold !== props.overlay.threshold) this.#requestMovedDraw();
    else if (changesPicture(former, props)) this.requestDraw();
  }

  /** Takes the canvas's size in device pixels and draws at once, before a blank one is painted. */
  resize(width: number, height: number, pixelRatio: number): void {
    if (width < 1 || height < 1) return;
    this.view.resize({ width, height }, pixelRatio);
    this.#movedAtMs = Number.NEGATIVE_INFINITY;
    this.#draw(performance.now());
  }

  /** Part of a layer has changed. */
  invalidate(kind: LayerKind, area: Rectangle): void {
    this.#feed.source.invalidate(kind, area);
    this.requestDraw();
  }

  /** The pointer is here, or has left. */
  setPointer(point: ScreenPoint | null): void {
    this.#pointer = point;
    this.#requestFrame();
  }

  /** Object drawn at a position; 0 for background and where no labels are shown. */
  labelAt(point: ScreenPoint): number {
    return this.#readingAt(point)?.label ?? 0;
  }

  /** Has the picture drawn in the next frame. */
  readonly requestDraw = (): void => {
    this.#mustDraw = true;
    this.#requestFrame();
  };

  readonly #requestMovedDraw = (): void => {
    this.#movedAtMs = performance.now();
    this.requestDraw();
  };

  #startImage(): void {
    const { width, height, revisions } = this.#props;
    this.#feed.source.reset({ width, height }, revisions);
    this.#feed.forgetFailures();
    this.#drawnKinds = new Set();
    this.#drawnMode = 'none';
    this.view.setImage({ width, height });
  }

  #requestFrame(): void {
    if (this.#frameId !== 0 || this.#graphics === null) return;
    this.#frameId = requestAnimationFrame((nowMs) => {
      this.#frameId = 0;
      this.#updateHover();
      if (this.#mustDraw) this.#draw(nowMs);
    });
  }

  #updateHover(): void {
    const former = this.hover.get();
    const hover = this.#pointer === null ? null : this.#readingAt(this.#pointer);
    if (isSameHover(former, hover)) return;
    this.hover.set(hover);
    this.#props.onHover?.(hover);
    if (former?.label !== hover?.label) this.requestDraw();
  }

  #readingAt(point: ScreenPoint): HoverInfo | null {
    const position = screenToImage(this.view.viewport.get(), point);
    const hasLabels = this.#drawnMode === 'labels';
    return hoverAt(this.#feed.source, position, this.#props.channels, hasLabels);
  }

  #draw(nowMs: number): void {
    const renderer = this.#graphics?.renderer;
    if (!renderer || !this.view.isLaidOut) return;
    this.#mustDraw = false;
    try {
      this.view.advance(nowMs);
      this.#drawFrame(renderer, this.#chooseScale(nowMs));
      this.#updateHover();
    } catch (error) {
      this.#graphics?.fail(error);
    }
  }

  /** Comes back for a picture in full once the view rests. */
  #chooseScale(nowMs: number): number {
    const isMoving = performance.now() - this.#movedAtMs < REST_MS;
    const scale = this.#renderScale.next(nowMs, isMoving);
    clearTimeout(this.#restTimer);
    if (scale < 1) this.#restTimer = window.setTimeout(this.requestDraw, REST_MS);
    return scale;
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
    if (renderer.canDraw(frame)) {
      renderer.draw(frame);
      this.#drawnMode = frame.overlay.mode;
      this.#drawnKinds = kindsIn(frame);
    } else {
      // The last picture stays until the compiler is done: it must not hold up the page.
      this.requestDraw();
    }
    if (overlay.hasProbability && source.isIdle) {
      renderer.prepare({ ...variantOf(frame), overlay: 'mask', hasSelection: false });
    }
    source.endFrame();
  }

  #buildFrame(renderScale: number): Frame {
    const { channels, overlay, highlightedLabel } = this.#props;
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
        hoveredLabel: this.hover.get()?.label || highlightedLabel,
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
