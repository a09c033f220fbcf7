import type { Rectangle } from '#domain/image/rectangle.ts';
import { type KeyCommand, keyCommand } from '#ui/viewer/interaction/keyCommands.ts';
import { PointerGestures } from '#ui/viewer/interaction/pointerGestures.ts';
import { wheelZoomFactor } from '#ui/viewer/interaction/wheelZoom.ts';
import { Observable } from '#ui/viewer/scene/observable.ts';
import { ZOOM_STEP } from '#ui/viewer/scene/viewController.ts';
import type { ViewerScene } from '#ui/viewer/scene/viewerScene.ts';
import type { ImageViewerProps } from '#ui/viewer/viewerTypes.ts';
import {
  clampRectangle,
  type ImagePoint,
  type ScreenPoint,
  screenToImage,
  visibleRectangle,
} from '#ui/viewer/viewport.ts';

type InputProps = Pick<ImageViewerProps, 'tool' | 'onSelect' | 'onRectangle'>;

/** A press that moves less than this is a click, in CSS pixels. */
const CLICK_SLOP_PX = 4;

const DOUBLE_CLICK_FACTOR = 2;

const INTENT_OF_TOOL = { pan: 'grab', rectangle: 'rectangle' } as const;

const PRIMARY_BUTTON = 0;
const MIDDLE_BUTTON = 1;

/** Turns what happens on the viewer's surface into changes of the view and calls to its owner. */
export class ViewerInput {
  /** The rectangle being drawn, for its outline. */
  readonly draft = new Observable<Rectangle | null>(null);
  readonly #scene: ViewerScene;
  readonly #gestures: PointerGestures;
  #props: InputProps;
  #surface: HTMLElement | null = null;
  #draftStart: ImagePoint = { x: 0, y: 0 };

  constructor(scene: ViewerScene, props: InputProps) {
    this.#scene = scene;
    this.#props = props;
    this.#gestures = new PointerGestures(
      {
        panBy: (dx, dy) => scene.view.panBy(dx, dy),
        zoomAt: (anchor, factor) => scene.view.zoomAt(anchor, factor),
        click: (point, isAdditive) => this.#props.onSelect?.(scene.labelAt(point), isAdditive),
        startRectangle: (start) => {
          this.#draftStart = this.#imagePoint(start);
        },
        moveRectangle: (end) => this.#moveDraft(end),
        finishRectangle: () => this.#finishDraft(),
        cancelRectangle: () => this.draft.set(null),
      },
      () => CLICK_SLOP_PX * scene.view.viewport.get().pixelRatio,
    );
  }

  update(props: InputProps): void {
    if (props.tool !== this.#props.tool) this.#gestures.cancel();
    this.#props = props;
  }

  /** Listens on this element, which covers the canvas exactly; returns what ends that. */
  attach(surface: HTMLElement): () => void {
    this.#surface = surface;
    const listening = new AbortController();
    const { signal } = listening;
    surface.addEventListener('pointerdown', this.#handleDown, { signal });
    surface.addEventListener('pointermove', this.#handleMove, { signal });
    surface.addEventListener('pointerup', this.#handleUp, { signal });
    surface.addEventListener('pointercancel', this.#handleCancel, { signal });
    surface.addEventListener('pointerleave', () => this.#scene.setPointer(null), { signal });
    // React listens passively, and then the page would scroll along.
    surface.addEventListener('wheel', this.#handleWheel, { signal, passive: false });
    surface.addEventListener('dblclick', this.#handleDoubleClick, { signal });
    surface.addEventListener('keydown', this.#handleKey, { signal });
    return () => {
      listening.abort();
      this.#gestures.cancel();
      this.#surface = null;
    };
  }

  readonly #handleDown = (event: PointerEvent): void => {
    const isMiddle = event.button === MIDDLE_BUTTON;
    if (event.button !== PRIMARY_BUTTON && !isMiddle) return;
    // The middle button would start the browser's automatic scrolling.
    if (isMiddle) event.preventDefault();
    this.#surface?.setPointerCapture(event.pointerId);
    this.#gestures.down({
      pointerId: event.pointerId,
      point: this.#screenPoint(event),
      intent: isMiddle ? 'pan' : INTENT_OF_TOOL[this.#props.tool],
    });
    this.#showCursor();
  };

  readonly #handleMove = (event: PointerEvent): void => {
    const point = this.#screenPoint(event);
    if (this.#gestures.isActive) {
      this.#gestures.move(event.pointerId, point);
      this.#showCursor();
    }
    if (event.pointerType !== 'touch') this.#scene.setPointer(point);
  };

  readonly #handleUp = (event: PointerEvent): void => {
    this.#gestures.up(event.pointerId, event.shiftKey || event.ctrlKey || event.metaKey);
    this.#showCursor();
  };

  readonly #handleCancel = (): void => {
    this.#gestures.cancel();
    this.#showCursor();
  };

  readonly #handleWheel = (event: WheelEvent): void => {
    event.preventDefault();
    this.#scene.view.zoomAt(this.#screenPoint(event), wheelZoomFactor(event));
  };

  readonly #handleDoubleClick = (event: MouseEvent): void => {
    if (this.#props.tool !== 'pan') return;
    this.#scene.view.zoomBy(
      event.shiftKey ? 1 / DOUBLE_CLICK_FACTOR : DOUBLE_CLICK_FACTOR,
      this.#screenPoint(event),
    );
  };

  readonly #handleKey = (event: KeyboardEvent): void => {
    const command = keyCommand(event);
    if (command !== null && this.#run(command)) event.preventDefault();
  };

  /** @returns false when the command means nothing now, so that others may use the key */
  #run(command: KeyCommand): boolean {
    const { view } = this.#scene;
    const { canvas } = view.viewport.get();
    switch (command.kind) {
      case 'pan':
        view.panBy(command.dxFraction * canvas.width, command.dyFraction * canvas.height);
        return true;
      case 'zoom':
        view.zoomBy(ZOOM_STEP ** command.direction);
        return true;
      case 'fit':
        view.fit();
        return true;
      case 'actual-size':
        view.zoomTo(1);
        return true;
      case 'cancel': {
        const wasActive = this.#gestures.isActive;
        this.#handleCancel();
        return wasActive;
      }
      case 'confirm':
        return this.#takeVisiblePart();
    }
  }

  /** Without a mouse, the part of the image in view serves as the rectangle. */
  #takeVisiblePart(): boolean {
    if (this.#props.tool !== 'rectangle') return false;
    const area = visibleRectangle(this.#scene.view.viewport.get(), this.#scene.view.image);
    if (area !== null) this.#props.onRectangle?.(area);
    return area !== null;
  }

  #moveDraft(end: ScreenPoint): void {
    const area = clampRectangle(this.#draftStart, this.#imagePoint(end), this.#scene.view.image);
    this.draft.set(area);
  }

  #finishDraft(): void {
    const area = this.draft.get();
    this.draft.set(null);
    const { scale, pixelRatio } = this.#scene.view.viewport.get();
    const isClick =
      area === null || Math.max(area.width, area.height) * scale < CLICK_SLOP_PX * pixelRatio;
    if (!isClick) this.#props.onRectangle?.(area);
  }

  #showCursor(): void {
    if (this.#surface !== null) {
      this.#surface.dataset['panning'] = String(this.#gestures.isPanning);
    }
  }

  #imagePoint(point: ScreenPoint): ImagePoint {
    return screenToImage(this.#scene.view.viewport.get(), point);
  }

  #screenPoint(event: { readonly clientX: number; readonly clientY: number }): ScreenPoint {
    const bounds = this.#surface?.getBoundingClientRect();
    const { canvas } = this.#scene.view.viewport.get();
    if (!bounds || bounds.width === 0 || bounds.height === 0) return { x: 0, y: 0 };
    return {
      x: ((event.clientX - bounds.left) * canvas.width) / bounds.width,
      y: ((event.clientY - bounds.top) * canvas.height) / bounds.height,
    };
  }
}
