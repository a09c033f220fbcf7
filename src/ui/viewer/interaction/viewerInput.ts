import { CLICK_SLOP_PX } from '#ui/viewer/interaction/drawings.ts';
import { KeyboardCursor } from '#ui/viewer/interaction/keyboardCursor.ts';
import { type KeyCommand, keyCommand } from '#ui/viewer/interaction/keyCommands.ts';
import { PointerGestures } from '#ui/viewer/interaction/pointerGestures.ts';
import { ToolInput, type ToolProps } from '#ui/viewer/interaction/toolInput.ts';
import { wheelZoomFactor } from '#ui/viewer/interaction/wheelZoom.ts';
import { ZOOM_STEP } from '#ui/viewer/scene/viewController.ts';
import type { ViewerScene } from '#ui/viewer/scene/viewerScene.ts';
import {
  type ImagePoint,
  type ScreenPoint,
  screenToImage,
  visibleRectangle,
} from '#ui/viewer/viewport.ts';

const DOUBLE_CLICK_FACTOR = 2;

const INTENT_OF_TOOL = {
  pan: 'grab',
  rectangle: 'draw',
  select: 'pick',
  brush: 'draw',
  eraser: 'draw',
  fill: 'grab',
  polygon: 'grab',
  split: 'draw',
  merge: 'grab',
} as const;

const PRIMARY_BUTTON = 0;
const MIDDLE_BUTTON = 1;

/** Turns what happens on the viewer's surface into changes of the view and calls to its owner. */
export class ViewerInput {
  readonly tools: ToolInput;
  /** The crosshair of who works by keyboard. */
  readonly keyboard: KeyboardCursor;
  readonly #scene: ViewerScene;
  readonly #gestures: PointerGestures;
  #props: ToolProps;
  #surface: HTMLElement | null = null;
  #isSpaceDown = false;

  constructor(scene: ViewerScene, props: ToolProps) {
    this.#scene = scene;
    this.#props = props;
    const tools = new ToolInput(scene, props);
    this.tools = tools;
    this.keyboard = new KeyboardCursor(scene, tools);
    this.#gestures = new PointerGestures(
      {
        panBy: (dx, dy) => scene.view.panBy(dx, dy),
        zoomAt: (anchor, factor) => scene.view.zoomAt(anchor, factor),
        click: (point, isAdditive) => tools.click(this.#imagePoint(point), point, isAdditive),
        startDrawing: (start) => tools.start(this.#imagePoint(start)),
        moveDrawing: (end) => tools.move(this.#imagePoint(end)),
        finishDrawing: () => tools.finish(),
        cancelDrawing: () => tools.cancel(),
      },
      () => CLICK_SLOP_PX * scene.view.viewport.get().pixelRatio,
    );
  }

  update(props: ToolProps): void {
    if (props.tool !== this.#props.tool) {
      this.#gestures.cancel();
      this.#scene.view.release();
      this.keyboard.leave();
    }
    this.tools.update(props);
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
    surface.addEventListener('pointerleave', () => this.#leave(), { signal });
    // React listens passively, and then the page would scroll along.
    surface.addEventListener('wheel', this.#handleWheel, { signal, passive: false });
    surface.addEventListener('dblclick', this.#handleDoubleClick, { signal });
    surface.addEventListener('keydown', this.#handleKey, { signal });
    surface.addEventListener('keyup', this.#handleKeyUp, { signal });
    surface.addEventListener('blur', () => this.keyboard.leave(), { signal });
    return () => {
      listening.abort();
      this.#gestures.cancel();
      this.#scene.view.release();
      this.#surface = null;
    };
  }

  readonly #handleDown = (event: PointerEvent): void => {
    const isMiddle = event.button === MIDDLE_BUTTON;
    if (event.button !== PRIMARY_BUTTON && !isMiddle) return;
    this.keyboard.leave();
    // The middle button would start the browser's automatic scrolling.
    if (isMiddle) event.preventDefault();
    this.#surface?.setPointerCapture(event.pointerId);
    this.tools.note(event);
    const point = this.#screenPoint(event);
    this.#scene.view.hold();
    this.#gestures.down({
      pointerId: event.pointerId,
      point,
      intent: isMiddle || this.#isSpaceDown ? 'pan' : INTENT_OF_TOOL[this.#props.tool],
    });
    this.#showCursor();
  };

  readonly #handleMove = (event: PointerEvent): void => {
    const point = this.#screenPoint(event);
    if (this.#gestures.isActive) {
      this.#followGesture(event);
      this.#showCursor();
    }
    if (event.pointerType === 'touch') return;
    if (event.movementX !== 0 || event.movementY !== 0) this.keyboard.leave();
    if (this.keyboard.point.get() !== null) return;
    this.#scene.setPointer(point);
    this.tools.hover(this.#imagePoint(point));
  };

  readonly #handleUp = (event: PointerEvent): void => {
    this.tools.note(event);
    this.#gestures.up(event.pointerId, event.shiftKey || event.ctrlKey || event.metaKey);
    this.#letGo();
  };

  readonly #handleCancel = (): void => {
    this.#gestures.cancel();
    this.#letGo();
  };

  readonly #handleWheel = (event: WheelEvent): void => {
    event.preventDefault();
    if (this.tools.wheel(event)) return;
    this.#scene.view.zoomAt(this.#screenPoint(event), wheelZoomFactor(event));
  };

  readonly #handleDoubleClick = (event: MouseEvent): void => {
    if (this.tools.doubleClick()) return;
    this.#scene.view.zoomBy(
      event.shiftKey ? 1 / DOUBLE_CLICK_FACTOR : DOUBLE_CLICK_FACTOR,
      this.#screenPoint(event),
    );
  };

  readonly #handleKey = (event: KeyboardEvent): void => {
    if (event.key === ' ') this.#isSpaceDown = true;
    const command = keyCommand(event);
    const isTaken =
      this.tools.key(event) ||
      this.keyboard.key(event, this.#props.tool) ||
      event.key === ' ' ||
      (command !== null && this.#run(command));
    if (isTaken) event.preventDefault();
  };

  readonly #handleKeyUp = (event: KeyboardEvent): void => {
    if (event.key === ' ') this.#isSpaceDown = false;
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

  /** Fast strokes: the browser holds back points between two frames. */
  #followGesture(event: PointerEvent): void {
    const between = this.tools.isDrawing ? event.getCoalescedEvents() : [];
    for (const part of between.length > 0 ? between : [event]) {
      this.tools.note(part);
      this.#gestures.move(event.pointerId, this.#screenPoint(part));
    }
  }

  #leave(): void {
    this.#scene.setPointer(null);
    this.tools.hover(null);
  }

  #letGo(): void {
    if (!this.#gestures.isActive) this.#scene.view.release();
    this.#showCursor();
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
    if (!bounds || bounds.width === 0 || bounds.height === 0) return { x: 0, y: 0 };
    this.#scene.follow(bounds, window.devicePixelRatio);
    const { canvas } = this.#scene.view.viewport.get();
    return {
      x: ((event.clientX - bounds.left) * canvas.width) / bounds.width,
      y: ((event.clientY - bounds.top) * canvas.height) / bounds.height,
    };
  }
}
