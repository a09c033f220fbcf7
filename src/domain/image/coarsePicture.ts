import type { PixelData } from '#domain/image/pixelType.ts';
import type { Rectangle } from '#domain/image/rectangle.ts';

/** Longest edge of a coarse picture, px. */
const EDGE_PX = 640;

/** Grey pixels for people, while the whole is still on its way. */
export interface CoarseView {
  readonly width: number;
  readonly height: number;
  /** [height, width, 4]: red, green, blue, alpha; transparent where nothing is known yet. */
  readonly data: Uint8ClampedArray<ArrayBuffer>;
}

/** Every n-th pixel of a plane, filled in part by part in any order. */
export class CoarsePicture {
  private readonly step: number;
  private readonly width: number;
  private readonly height: number;
  /** NaN where nothing is known yet. */
  private readonly values: Float32Array;

  /** @param plane width and height of the whole plane, px */
  constructor(plane: { readonly width: number; readonly height: number }) {
    this.step = Math.max(1, Math.ceil(Math.max(plane.width, plane.height) / EDGE_PX));
    this.width = Math.ceil(plane.width / this.step);
    this.height = Math.ceil(plane.height / this.step);
    this.values = new Float32Array(this.width * this.height).fill(Number.NaN);
  }

  /** Takes over the pixels of `part` of a plane that is `planeWidth` wide. */
  add(plane: PixelData, planeWidth: number, part: Rectangle): void {
    const { step } = this;
    for (let y = Math.ceil(part.y / step); y * step < part.y + part.height; y++) {
      for (let x = Math.ceil(part.x / step); x * step < part.x + part.width; x++) {
        this.values[y * this.width + x] = plane[y * step * planeWidth + x * step] as number;
      }
    }
  }

  /** What is known so far, from its darkest to its brightest percent. */
  view(): CoarseView {
    const known = this.values.filter(Number.isFinite).sort();
    const low = known[Math.floor(0.01 * known.length)] ?? 0;
    const high = known[Math.floor(0.99 * known.length)] ?? 1;
    const data = new Uint8ClampedArray(4 * this.values.length);
    this.values.forEach((value, pixel) => {
      if (!Number.isFinite(value)) return;
      data.fill((255 * (value - low)) / (high - low || 1), 4 * pixel, 4 * pixel + 3);
      data[4 * pixel + 3] = 255;
    });
    return { width: this.width, height: this.height, data };
  }
}
