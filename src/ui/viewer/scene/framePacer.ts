import { RenderScale } from '#ui/viewer/scene/renderScale.ts';

/** The view rests when nothing has moved for this long. */
const REST_MS = 150;

/** Calls for frames when something asks for one, and tells how finely to draw each. */
export class FramePacer {
  readonly #onFrame: (nowMs: number, mustDraw: boolean) => void;
  readonly #canDraw: () => boolean;
  readonly #renderScale = new RenderScale();
  #frameId = 0;
  #restTimer = 0;
  #movedAtMs = Number.NEGATIVE_INFINITY;
  #mustDraw = false;

  /** `onFrame` is called in the browser's next frame; `mustDraw` is false when only asked to look. */
  constructor(onFrame: (nowMs: number, mustDraw: boolean) => void, canDraw: () => boolean) {
    this.#onFrame = onFrame;
    this.#canDraw = canDraw;
  }

  /** Has the next frame look whether anything has changed. */
  requestFrame(): void {
    if (this.#frameId !== 0 || !this.#canDraw()) return;
    this.#frameId = requestAnimationFrame((nowMs) => {
      this.#frameId = 0;
      this.#onFrame(nowMs, this.#mustDraw);
    });
  }

  /** Has the picture drawn in the next frame. */
  readonly requestDraw = (): void => {
    this.#mustDraw = true;
    this.requestFrame();
  };

  /** As `requestDraw`, for a movement: slow machines may draw it coarsely. */
  readonly requestMovedDraw = (): void => {
    this.#movedAtMs = performance.now();
    this.requestDraw();
  };

  /** The next picture is drawn in full, as if nothing had moved. */
  rest(): void {
    this.#movedAtMs = Number.NEGATIVE_INFINITY;
  }

  /**
   * The picture is drawn now: the share of the device pixels for it, 0…1. Comes back for a picture in
   * full once the view rests.
   */
  beginDraw(nowMs: number): number {
    this.#mustDraw = false;
    const isMoving = performance.now() - this.#movedAtMs < REST_MS;
    const scale = this.#renderScale.next(nowMs, isMoving);
    clearTimeout(this.#restTimer);
    if (scale < 1) this.#restTimer = window.setTimeout(this.requestDraw, REST_MS);
    return scale;
  }

  /** Calls for nothing any more, until asked again. */
  stop(): void {
    cancelAnimationFrame(this.#frameId);
    clearTimeout(this.#restTimer);
    this.#frameId = 0;
  }
}
