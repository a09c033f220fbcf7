import type { LabelImage } from '#domain/image/labelImage.ts';
import { Int32List } from '#lib/int32List.ts';

/** Steps of a walk to the right, down, left and up: its right hand is always inside. */
const STEP_X = [1, 0, -1, 0] as const;
const STEP_Y = [0, 1, 0, -1] as const;
/** From a corner to the pixel before it on the left and on the right hand, by direction. */
const LEFT_X = [0, 0, -1, -1] as const;
const LEFT_Y = [-1, 0, 0, -1] as const;
const RIGHT_X = [0, -1, -1, 0] as const;
const RIGHT_Y = [0, 0, -1, -1] as const;

const NO_RINGS: readonly Float64Array<ArrayBuffer>[] = [];

/**
 * Walks along the edges between pixels of an object and others. Each walk is started on the upper
 * edge of a pixel, of which every ring has one; it notes those that it passes, so that each ring is
 * walked once.
 */
export class EdgeTracer {
  readonly #image: LabelImage;
  /** A bit per pixel: its upper edge was passed. */
  readonly #passed: Uint8Array<ArrayBuffer>;
  readonly #corners = new Int32List();

  constructor(image: LabelImage) {
    this.#image = image;
    this.#passed = new Uint8Array(Math.ceil((image.width * image.height) / 8));
  }

  /**
   * The rings that begin at the upper edge of a pixel of an object, when pixels are asked for in
   * raster order: none where the object goes on above or a walk has passed already. Clockwise on the
   * screen round the object, the other way round a hole. Where a ring would touch itself at a corner
   * it is parted there, so that none crosses or touches itself.
   */
  ringsAbove(x: number, y: number): readonly Float64Array<ArrayBuffer>[] {
    const { width, data } = this.#image;
    const index = y * width + x;
    const isWithin = y > 0 && data[index - width] === data[index];
    const isPassed = ((this.#passed[index >> 3] as number) & (1 << (index & 7))) !== 0;
    return isWithin || isPassed ? NO_RINGS : this.#trace(x, y);
  }

  #trace(startX: number, startY: number): readonly Float64Array<ArrayBuffer>[] {
    const { width, height, data } = this.#image;
    const label = data[startY * width + startX];
    const isInside = (x: number, y: number) =>
      x >= 0 && y >= 0 && x < width && y < height && data[y * width + x] === label;
    const corners = this.#corners;
    corners.length = 0;
    let touchCount = 0;
    let x = startX;
    let y = startY;
    let direction = 0;
    do {
      if (direction === 0) this.#pass(y * width + x);
      x += STEP_X[direction] as number;
      y += STEP_Y[direction] as number;
      const isLeftInside = isInside(
        x + (LEFT_X[direction] as number),
        y + (LEFT_Y[direction] as number),
      );
      const isRightInside = isInside(
        x + (RIGHT_X[direction] as number),
        y + (RIGHT_Y[direction] as number),
      );
      if (isRightInside && !isLeftInside) continue;
      // Pixels that touch at the corner only are not connected: turn right, whatever lies ahead.
      if (isLeftInside && !isRightInside) touchCount++;
      direction = (direction + (isRightInside ? 3 : 1)) & 3;
      corners.push(x);
      corners.push(y);
    } while (x !== startX || y !== startY || direction !== 0);
    const ring = Float64Array.from(corners.data.subarray(0, corners.length));
    return touchCount < 2 ? [ring] : partAtTouches(ring, width + 1);
  }

  #pass(index: number): void {
    this.#passed[index >> 3] = (this.#passed[index >> 3] as number) | (1 << (index & 7));
  }
}

/** Cuts a loop off wherever a corner is met for the second time. */
function partAtTouches(
  ring: Float64Array<ArrayBuffer>,
  cornersPerRow: number,
): readonly Float64Array<ArrayBuffer>[] {
  const rings: Float64Array<ArrayBuffer>[] = [];
  const path = new Float64Array(ring.length);
  /** Where on the path a corner lies, by its number in raster order. */
  const places = new Map<number, number>();
  let length = 0;
  for (let i = 0; i < ring.length; i += 2) {
    const x = ring[i] as number;
    const y = ring[i + 1] as number;
    const key = y * cornersPerRow + x;
    const met = places.get(key);
    if (met !== undefined) {
      rings.push(path.slice(met, length));
      for (let k = met; k < length; k += 2) {
        places.delete((path[k + 1] as number) * cornersPerRow + (path[k] as number));
      }
      length = met;
    }
    places.set(key, length);
    path[length++] = x;
    path[length++] = y;
  }
  rings.push(path.slice(0, length));
  return rings;
}
