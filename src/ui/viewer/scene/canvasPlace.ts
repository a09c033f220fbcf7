import type { ScreenPoint, Size } from '#ui/viewer/viewport.ts';

/** Where a canvas lies in the window, in CSS pixels. */
export type CanvasPlace = Pick<DOMRect, 'left' | 'top' | 'width' | 'height'>;

/** How a canvas lies now, and how far its top left corner went since the last time. */
export interface CanvasLayout {
  /** In device pixels. */
  readonly size: Size;
  /** In device pixels. */
  readonly moved: ScreenPoint;
  /** Device pixels per CSS pixel. */
  readonly pixelRatio: number;
}

/** Follows a canvas through the window. */
export class CanvasTracker {
  #place: CanvasPlace | null = null;

  /** True where the canvas was laid out before, and at another place. */
  hasLeft({ left, top, width, height }: CanvasPlace): boolean {
    const known = this.#place;
    if (known === null) return false;
    const isSame = known.left === left && known.top === top;
    return !isSame || known.width !== width || known.height !== height;
  }

  /**
   * Takes a new place; `null` where nothing of the canvas is seen.
   *
   * @param exactSize in device pixels, where it is known better than by rounding
   */
  layOut(place: CanvasPlace, pixelRatio: number, exactSize?: Size): CanvasLayout | null {
    const size = exactSize ?? {
      width: Math.round(place.width * pixelRatio),
      height: Math.round(place.height * pixelRatio),
    };
    if (size.width < 1 || size.height < 1) return null;
    const former = this.#place ?? place;
    this.#place = place;
    const moved = {
      x: (place.left - former.left) * pixelRatio,
      y: (place.top - former.top) * pixelRatio,
    };
    return { size, moved, pixelRatio };
  }
}
