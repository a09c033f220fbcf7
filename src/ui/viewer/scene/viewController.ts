import type { Rectangle } from '#domain/image/rectangle.ts';
import type { CanvasLayout } from '#ui/viewer/scene/canvasPlace.ts';
import { interpolateView } from '#ui/viewer/scene/drawnView.ts';
import { Observable } from '#ui/viewer/scene/observable.ts';
import {
  canvasCenter,
  centerOn,
  fitImage,
  focusRectangle,
  panBy,
  resizeCanvas,
  type ScreenPoint,
  type Size,
  type Viewport,
  zoomAt,
} from '#ui/viewer/viewport.ts';

const ANIMATION_MS = 160;

/** One press of a zoom button or key. */
export const ZOOM_STEP = Math.SQRT2;

interface Animation {
  readonly from: Viewport;
  readonly to: Viewport;
  readonly startMs: number;
}

/** Which part of the image is in view, and the ways to change it. */
export class ViewController {
  readonly viewport: Observable<Viewport>;
  readonly #requestFrame: () => void;
  #image: Size = { width: 1, height: 1 };
  #animation: Animation | null = null;
  /** The whole image is shown, and stays so when the canvas changes its size. */
  #isFitted = true;
  /** A pointer is down: the image must not move under it. */
  #isHeld = false;

  constructor(requestFrame: () => void) {
    this.#requestFrame = requestFrame;
    this.viewport = new Observable<Viewport>({
      canvas: { width: 0, height: 0 },
      pixelRatio: 1,
      scale: 1,
      offsetX: 0,
      offsetY: 0,
    });
  }

  get image(): Size {
    return this.#image;
  }

  /** False before the first layout: there is nothing to draw on. */
  get isLaidOut(): boolean {
    const { width, height } = this.viewport.get().canvas;
    return width > 0 && height > 0;
  }

  /** Where a running animation will end, else the present view. */
  get destination(): Viewport {
    return this.#animation?.to ?? this.viewport.get();
  }

  /** Starts with another image, all of it in view. */
  setImage(image: Size): void {
    this.#image = image;
    this.#animation = null;
    this.#isFitted = true;
    this.#show(fitImage(this.viewport.get(), image));
  }

  /** The canvas has another size, another density, or another place in the window. */
  resize({ size: canvas, moved, pixelRatio }: CanvasLayout): void {
    const present = this.viewport.get();
    if (this.#isHeld && pixelRatio === present.pixelRatio) {
      const offsetX = present.offsetX - moved.x;
      this.#show({ ...present, canvas, offsetX, offsetY: present.offsetY - moved.y });
      return;
    }
    const resized = resizeCanvas(this.destination, this.#image, canvas, pixelRatio);
    this.#animation = null;
    this.#show(this.#isFitted ? fitImage(resized, this.#image) : resized);
  }

  /** From now on the image stays where it is in the window, whatever becomes of the canvas. */
  hold(): void {
    this.#isHeld = true;
  }

  /** The image may move again, and goes where the canvas wants it by now. */
  release(): void {
    if (!this.#isHeld) return;
    this.#isHeld = false;
    const present = this.viewport.get();
    const wanted = this.#isFitted
      ? fitImage(present, this.#image)
      : panBy(present, this.#image, 0, 0);
    if (!isSameView(wanted, present)) this.#show(wanted);
  }

  /** Moves the image by device pixels. */
  panBy(dx: number, dy: number): void {
    this.#jump(panBy(this.viewport.get(), this.#image, dx, dy));
  }

  /** Zooms at once about a point that stays where it is. */
  zoomAt(anchor: ScreenPoint, factor: number): void {
    this.#jump(zoomAt(this.viewport.get(), this.#image, anchor, factor));
  }

  /** Zooms smoothly, about the middle of the canvas when no anchor is given. */
  zoomBy(factor: number, anchor?: ScreenPoint): void {
    const { width, height } = this.viewport.get().canvas;
    const fixed = anchor ?? { x: width / 2, y: height / 2 };
    this.#glide(zoomAt(this.destination, this.#image, fixed, factor));
  }

  /** Sets device pixels per image pixel, about the middle of the canvas. */
  zoomTo(scale: number): void {
    const view = this.destination;
    this.#glide(centerOn(view, this.#image, canvasCenter(view), scale));
  }

  /** Shows the whole image. */
  fit(): void {
    this.#glide(fitImage(this.destination, this.#image));
    this.#isFitted = true;
  }

  /** Brings a rectangle of the image before the eyes. */
  focus(target: Rectangle): void {
    this.#glide(focusRectangle(this.destination, this.#image, target));
  }

  /** Moves a running animation on to the time of this frame. */
  advance(nowMs: number): void {
    const animation = this.#animation;
    if (animation === null) return;
    const fraction = Math.min(1, Math.max(0, (nowMs - animation.startMs) / ANIMATION_MS));
    const eased = fraction * fraction * (3 - 2 * fraction);
    if (fraction === 1) this.#animation = null;
    this.#show(
      fraction === 1 ? animation.to : interpolateView(animation.from, animation.to, eased),
    );
  }

  #jump(view: Viewport): void {
    this.#animation = null;
    this.#isFitted = false;
    this.#show(view);
  }

  #glide(to: Viewport): void {
    if (!this.isLaidOut || matchMedia('(prefers-reduced-motion: reduce)').matches) {
      this.#jump(to);
      return;
    }
    this.#isFitted = false;
    this.#animation = { from: this.viewport.get(), to, startMs: performance.now() };
    this.#requestFrame();
  }

  #show(view: Viewport): void {
    this.viewport.set(view);
    this.#requestFrame();
  }
}

function isSameView(a: Viewport, b: Viewport): boolean {
  return a.scale === b.scale && a.offsetX === b.offsetX && a.offsetY === b.offsetY;
}
