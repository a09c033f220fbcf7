import type { ViewerTool } from '#store/slices/viewSlice.ts';
import type { ToolInput } from '#ui/viewer/interaction/toolInput.ts';
import { Observable } from '#ui/viewer/scene/observable.ts';
import type { ViewerScene } from '#ui/viewer/scene/viewerScene.ts';
import { type ImagePoint, imageToScreen, screenToImage } from '#ui/viewer/viewport.ts';

/** Where the crosshair is, and whether the tool is down there. */
export interface KeyboardPoint extends ImagePoint {
  readonly isDown: boolean;
}

/** The part of a key event that the crosshair depends on. */
export type CursorKey = Pick<
  KeyboardEvent,
  'key' | 'shiftKey' | 'ctrlKey' | 'altKey' | 'metaKey' | 'repeat'
>;

const ARROWS = new Map<string, readonly [x: number, y: number]>([
  ['ArrowLeft', [-1, 0]],
  ['ArrowRight', [1, 0]],
  ['ArrowUp', [0, -1]],
  ['ArrowDown', [0, 1]],
]);

/** CSS pixels; zoomed in far, a step is still one pixel of the image. */
const STEP_PX = 8;
const LONG_STEP_PX = 40;
/** The crosshair stays this far from the edge of the canvas, in CSS pixels. */
const MARGIN_PX = 28;

/** Tools that draw from where they are put down to where they are lifted. */
const DRAWING: ReadonlySet<ViewerTool> = new Set([
  'brush',
  'eraser',
  'split',
  'rectangle',
  'select',
]);

/**
 * A crosshair for who has no pointer: arrows move it while a tool is in hand, Space or Enter puts
 * the tool down and lifts it again.
 */
export class KeyboardCursor {
  /** `null` while it is not in use. */
  readonly point = new Observable<KeyboardPoint | null>(null);
  readonly #scene: ViewerScene;
  readonly #tools: ToolInput;
  #start: ImagePoint | null = null;

  constructor(scene: ViewerScene, tools: ToolInput) {
    this.#scene = scene;
    this.#tools = tools;
  }

  /** @returns false when the key is not for the crosshair */
  key(press: CursorKey, tool: ViewerTool): boolean {
    if (tool === 'pan' || press.ctrlKey || press.altKey || press.metaKey) return false;
    const arrow = ARROWS.get(press.key);
    if (arrow) {
      this.#move(arrow, press.shiftKey ? LONG_STEP_PX : STEP_PX);
      return true;
    }
    const point = this.point.get();
    if (press.key === 'Escape') return this.#giveUp();
    if (press.key !== ' ' && press.key !== 'Enter') return false;
    // A rectangle has a meaning of its own for Enter, Space one for the mouse.
    if (point === null && (press.key === ' ' || tool === 'rectangle')) return false;
    if (!press.repeat) this.#act(tool, press.shiftKey);
    return true;
  }

  /** A pointer takes over, the image loses the focus, or another tool comes to hand. */
  leave(): void {
    if (this.point.get() === null) return;
    if (this.#start !== null) this.#tools.finish();
    this.#start = null;
    this.point.set(null);
    this.#tools.hover(null);
    this.#scene.setPointer(null);
  }

  #move([dx, dy]: readonly [number, number], stepPx: number): void {
    const { view } = this.#scene;
    const { scale, pixelRatio } = view.viewport.get();
    const former = this.point.get();
    const step = Math.max(1, Math.round((stepPx * pixelRatio) / scale));
    const from = former ?? this.#middle();
    // The first press only shows where it is.
    const moved = former === null ? from : { x: from.x + dx * step, y: from.y + dy * step };
    const { width, height } = view.image;
    this.#show({
      x: Math.min(width - 0.5, Math.max(0.5, moved.x)),
      y: Math.min(height - 0.5, Math.max(0.5, moved.y)),
    });
  }

  /** Middle of a pixel in the middle of what is in view. */
  #middle(): ImagePoint {
    const viewport = this.#scene.view.viewport.get();
    const { width, height } = viewport.canvas;
    const { x, y } = screenToImage(viewport, { x: width / 2, y: height / 2 });
    return { x: Math.floor(x) + 0.5, y: Math.floor(y) + 0.5 };
  }

  #show({ x, y }: ImagePoint): void {
    const point = { x, y, isDown: this.#start !== null };
    this.#keepInView(point);
    this.point.set(point);
    if (point.isDown) this.#tools.move(point);
    this.#tools.hover(point);
    this.#scene.setPointer(imageToScreen(this.#scene.view.viewport.get(), point));
  }

  #keepInView(point: ImagePoint): void {
    const { view } = this.#scene;
    const viewport = view.viewport.get();
    const margin = MARGIN_PX * viewport.pixelRatio;
    const { x, y } = imageToScreen(viewport, point);
    const { width, height } = viewport.canvas;
    const dx = Math.max(0, margin - x) - Math.max(0, x - (width - margin));
    const dy = Math.max(0, margin - y) - Math.max(0, y - (height - margin));
    if (dx !== 0 || dy !== 0) view.panBy(dx, dy);
  }

  #act(tool: ViewerTool, isShiftDown: boolean): void {
    const point = this.point.get();
    if (point === null) {
      this.#show(this.#middle());
      return;
    }
    this.#tools.noteKey(isShiftDown);
    if (this.#start !== null) this.#lift(tool, point, isShiftDown);
    else if (DRAWING.has(tool)) this.#putDown(point);
    else this.#click(point, isShiftDown);
  }

  #putDown(point: ImagePoint): void {
    this.#start = point;
    this.#tools.start(point);
    this.#show(point);
  }

  #lift(tool: ViewerTool, point: ImagePoint, isAdditive: boolean): void {
    const hasStayed = this.#start?.x === point.x && this.#start.y === point.y;
    this.#start = null;
    if (tool === 'select' && hasStayed) {
      this.#tools.cancel();
      this.#click(point, isAdditive);
    } else {
      this.#tools.finish();
    }
    this.#show(point);
  }

  #click(point: ImagePoint, isAdditive: boolean): void {
    const screen = imageToScreen(this.#scene.view.viewport.get(), point);
    this.#tools.click(point, screen, isAdditive);
  }

  /** @returns false when nothing was being drawn */
  #giveUp(): boolean {
    const point = this.point.get();
    if (this.#start === null || point === null) return false;
    this.#start = null;
    this.#tools.cancel();
    this.#show(point);
    return true;
  }
}
