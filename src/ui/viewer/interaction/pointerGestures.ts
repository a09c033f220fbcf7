import type { ScreenPoint } from '#ui/viewer/viewport.ts';

/** What fingers and mouse buttons mean. Points in device pixels on the canvas. */
export interface GestureTarget {
  readonly panBy: (dx: number, dy: number) => void;
  readonly zoomAt: (anchor: ScreenPoint, factor: number) => void;
  readonly click: (point: ScreenPoint, isAdditive: boolean) => void;
  readonly startDrawing: (start: ScreenPoint) => void;
  readonly moveDrawing: (end: ScreenPoint) => void;
  /** What was drawn is final. */
  readonly finishDrawing: () => void;
  readonly cancelDrawing: () => void;
}

/** One pointer that goes down. */
export interface PointerPress {
  readonly pointerId: number;
  readonly point: ScreenPoint;
  /**
   * `grab`: a click, or a pan once it moves. `pan`: never a click. `draw`: draws from the first point
   * on. `pick`: a click, or a drawing once it moves.
   */
  readonly intent: 'grab' | 'pan' | 'draw' | 'pick';
}

type Mode = 'idle' | 'pressed' | 'picking' | 'panning' | 'drawing' | 'pinching';

const FIRST_MODE = { grab: 'pressed', pan: 'panning', draw: 'drawing', pick: 'picking' } as const;

/**
 * Tells clicks, drags, pinches and drawings apart. A second finger always pinches, whatever
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
      if (this.#mode === 'drawing') this.#target.startDrawing(point);
    } else {
      if (this.#mode === 'drawing') this.#target.cancelDrawing();
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
      this.#target.moveDrawing(point);
    } else if (this.#mode === 'panning') {
      this.#target.panBy(point.x - former.x, point.y - former.y);
    } else if (distance(point, this.#start) > this.#slopPx()) {
      this.#beginDrag(point);
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
    if (mode === 'pressed' || mode === 'picking') this.#target.click(point, isAdditive);
    if (mode === 'drawing') this.#target.finishDrawing();
  }

  /** Ends whatever goes on without any effect of its own. */
  cancel(): void {
    if (this.#mode === 'drawing') this.#target.cancelDrawing();
    this.#pointers.clear();
    this.#mode = 'idle';
  }

  /** A press that has moved too far for a click. */
  #beginDrag(point: ScreenPoint): void {
    if (this.#mode === 'picking') {
      this.#mode = 'drawing';
      this.#target.startDrawing(this.#start);
      this.#target.moveDrawing(point);
    } else {
      this.#mode = 'panning';
      this.#target.panBy(point.x - this.#start.x, point.y - this.#start.y);
    }
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
