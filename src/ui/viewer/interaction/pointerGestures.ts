import type { ScreenPoint } from '#ui/viewer/viewport.ts';

/** What fingers and mouse buttons mean. Points in device pixels on the canvas. */
export interface GestureTarget {
  readonly panBy: (dx: number, dy: number) => void;
  readonly zoomAt: (anchor: ScreenPoint, factor: number) => void;
  readonly click: (point: ScreenPoint, isAdditive: boolean) => void;
  readonly startRectangle: (start: ScreenPoint) => void;
  readonly moveRectangle: (end: ScreenPoint) => void;
  /** The rectangle as it was moved last is final. */
  readonly finishRectangle: () => void;
  readonly cancelRectangle: () => void;
}

/** One pointer that goes down. */
export interface PointerPress {
  readonly pointerId: number;
  readonly point: ScreenPoint;
  /** `grab`: a click, or a pan once it moves. `pan`: never a click. `rectangle`: draws one. */
  readonly intent: 'grab' | 'pan' | 'rectangle';
}

type Mode = 'idle' | 'pressed' | 'panning' | 'drawing' | 'pinching';

const FIRST_MODE = { grab: 'pressed', pan: 'panning', rectangle: 'drawing' } as const;

/**
 * Tells clicks, drags, pinches and drawn rectangles apart. A second finger always pinches, whatever
 * the first had begun.
 */
export class PointerGestures {
  readonly #target: GestureTarget;
  readonly #slopPx: () => number;
  readonly #pointers = new Map<number, ScreenPoint>();
  #mode: Mode = 'idle';
  #start: ScreenPoint = { x: 0, y: 0 };

  /** `slopPx` is how far a pointer may wander, in device pixels, before a click becomes a drag. */
  constructor(target: GestureTarget, slopPx: () => number) {
    this.#target = target;
    this.#slopPx = slopPx;
  }

  /** True while a pointer is down. */
  get isActive(): boolean {
    return this.#pointers.size > 0;
  }

  /** True while the image follows the pointer. */
  get isPanning(): boolean {
    return this.#mode === 'panning' || this.#mode === 'pinching';
  }

  down({ pointerId, point, intent }: PointerPress): void {
    this.#pointers.set(pointerId, point);
    if (this.#pointers.size === 1) {
      this.#start = point;
      this.#mode = FIRST_MODE[intent];
      if (this.#mode === 'drawing') this.#target.startRectangle(point);
    } else {
      if (this.#mode === 'drawing') this.#target.cancelRectangle();
      this.#mode = 'pinching';
    }
  }

  move(pointerId: number, point: ScreenPoint): void {
    const former = this.#pointers.get(pointerId);
    if (former === undefined) return;
    const formerPinch = this.#pinch();
    this.#pointers.set(pointerId, point);
    if (this.#mode === 'pinching') {
      this.#followPinch(formerPinch);
    } else if (this.#mode === 'drawing') {
      this.#target.moveRectangle(point);
    } else if (this.#mode === 'panning') {
      this.#target.panBy(point.x - former.x, point.y - former.y);
    } else if (distance(point, this.#start) > this.#slopPx()) {
      this.#mode = 'panning';
      this.#target.panBy(point.x - this.#start.x, point.y - this.#start.y);
    }
  }

  up(pointerId: number, isAdditive: boolean): void {
    const point = this.#pointers.get(pointerId);
    if (point === undefined) return;
    this.#pointers.delete(pointerId);
    if (this.#pointers.size > 0) {
      // The finger that stays goes on panning from where it is.
      this.#mode = this.#pointers.size === 1 ? 'panning' : 'pinching';
      return;
    }
    const mode = this.#mode;
    this.#mode = 'idle';
    if (mode === 'pressed') this.#target.click(point, isAdditive);
    if (mode === 'drawing') this.#target.finishRectangle();
  }

  /** Ends whatever goes on without any effect of its own. */
  cancel(): void {
    if (this.#mode === 'drawing') this.#target.cancelRectangle();
    this.#pointers.clear();
    this.#mode = 'idle';
  }

  #followPinch(former: Pinch | null): void {
    const pinch = this.#pinch();
    if (former === null || pinch === null) return;
    this.#target.panBy(pinch.middle.x - former.middle.x, pinch.middle.y - former.middle.y);
    if (former.spread > 0 && pinch.spread > 0) {
      this.#target.zoomAt(pinch.middle, pinch.spread / former.spread);
    }
  }

  #pinch(): Pinch | null {
    const [a, b] = this.#pointers.values();
    if (a === undefined || b === undefined) return null;
    return { middle: { x: (a.x + b.x) / 2, y: (a.y + b.y) / 2 }, spread: distance(a, b) };
  }
}

interface Pinch {
  readonly middle: ScreenPoint;
  readonly spread: number;
}

function distance(a: ScreenPoint, b: ScreenPoint): number {
  return Math.hypot(a.x - b.x, a.y - b.y);
}
