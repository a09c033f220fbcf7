import {
  type DraftShape,
  type Drawing,
  type DrawingHost,
  type DrawingProps,
  startDrawing,
} from '#ui/viewer/interaction/drawings.ts';
import { PolygonDraft } from '#ui/viewer/interaction/polygonDraft.ts';
import { WheelSteps } from '#ui/viewer/interaction/wheelSteps.ts';
import type { WheelTurn } from '#ui/viewer/interaction/wheelZoom.ts';
import { Observable } from '#ui/viewer/scene/observable.ts';
import type { ViewerScene } from '#ui/viewer/scene/viewerScene.ts';
import type { ImageViewerProps } from '#ui/viewer/viewerTypes.ts';
import type { ImagePoint, ScreenPoint } from '#ui/viewer/viewport.ts';

/** Properties that decide what the tools do. */
export type ToolProps = DrawingProps & Pick<ImageViewerProps, 'onSelect'>;

/** The lightest touch of a pen still paints with this share of the radius. */
const LEAST_RADIUS_SHARE = 0.25;

/** The tool in hand: what clicks, drags, keys and the wheel do with it. */
export class ToolInput {
  /** What is being drawn, for its outline. */
  readonly draft = new Observable<DraftShape | null>(null);
  /** Point of the image under a mouse or pen, for the brush's outline. */
  readonly cursor = new Observable<ImagePoint | null>(null);
  readonly #scene: ViewerScene;
  readonly #host: DrawingHost;
  readonly #polygon: PolygonDraft;
  readonly #wheelSteps = new WheelSteps();
  #props: ToolProps;
  #drawing: Drawing | null = null;
  #radiusShare = 1;
  #isShiftDown = false;

  constructor(scene: ViewerScene, props: ToolProps) {
    this.#scene = scene;
    this.#props = props;
    this.#host = {
      scene,
      draft: this.draft,
      props: () => this.#props,
      radiusShare: () => this.#radiusShare,
    };
    this.#polygon = new PolygonDraft(this.#host);
  }

  /** Another tool gives up the polygon of the one before. */
  update(props: ToolProps): void {
    if (props.tool !== this.#props.tool) this.#polygon.cancel();
    this.#props = props;
  }

  /** True while a drag draws. */
  get isDrawing(): boolean {
    return this.#drawing !== null;
  }

  start(point: ImagePoint): void {
    this.#drawing = startDrawing(this.#host, point, this.#isShiftDown);
  }

  move(point: ImagePoint): void {
    this.#drawing?.move(point);
  }

  finish(): void {
    this.#drawing?.finish(this.#isShiftDown);
    this.#drawing = null;
  }

  cancel(): void {
    this.#drawing?.cancel();
    this.#drawing = null;
  }

  click(point: ImagePoint, screenPoint: ScreenPoint, isAdditive: boolean): void {
    const { tool, annotator, onSelect } = this.#props;
    if (tool === 'pan' || tool === 'select') {
      onSelect?.(this.#scene.labelAt(screenPoint), isAdditive);
    } else if (tool === 'polygon') {
      this.#polygon.addCorner(point, this.#isShiftDown);
    } else {
      const { width, height } = this.#scene.view.image;
      const pixel = { x: Math.floor(point.x), y: Math.floor(point.y) };
      const isInside = pixel.x >= 0 && pixel.y >= 0 && pixel.x < width && pixel.y < height;
      if (isInside) annotator.onPick(pixel, isAdditive);
    }
  }

  /** A double click also was two clicks. @returns false when the tool has no use for it */
  doubleClick(): boolean {
    if (this.#props.tool === 'polygon') this.#polygon.closeByDoubleClick();
    return this.#props.tool !== 'pan';
  }

  /** The pointer is here, pressed or not, or has left. */
  hover(point: ImagePoint | null): void {
    this.cursor.set(point);
    if (point !== null) this.#polygon.follow(point);
  }

  /** With Shift or Alt the wheel sizes the brush. @returns false when the turn is not the tool's */
  wheel(turn: WheelTurn & Pick<WheelEvent, 'deltaX' | 'shiftKey' | 'altKey'>): boolean {
    const isPainting = this.#props.tool === 'brush' || this.#props.tool === 'eraser';
    if (!isPainting || !(turn.shiftKey || turn.altKey)) return false;
    const steps = this.#wheelSteps.take(turn);
    if (steps !== 0) this.#props.annotator.onBrushStep(steps);
    return true;
  }

  /** @returns false when there is no polygon, or the key is not its own */
  key({ key, ctrlKey, metaKey, shiftKey }: KeyboardEvent): boolean {
    const isUndo = key.toLowerCase() === 'z' && (ctrlKey || metaKey) && !shiftKey;
    if (key === 'Backspace' || isUndo) return this.#polygon.removeLast();
    if (key === 'Enter') return this.#polygon.close();
    return key === 'Escape' && this.#polygon.cancel();
  }

  /** The tool is used by a key: as strong as a mouse. */
  noteKey(isShiftDown: boolean): void {
    this.#isShiftDown = isShiftDown;
    this.#radiusShare = 1;
  }

  /** Shift, and the pressure of a pen; one that lifts off tells 0, which is no wish for a thin end. */
  note({ pointerType, pressure, shiftKey }: PointerEvent): void {
    this.#isShiftDown = shiftKey;
    if (pointerType !== 'pen') this.#radiusShare = 1;
    else if (pressure > 0) this.#radiusShare = Math.max(LEAST_RADIUS_SHARE, pressure);
  }
}
