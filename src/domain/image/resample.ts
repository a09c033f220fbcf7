import type { PixelData } from '#domain/image/pixelType.ts';
import type { Rectangle } from '#domain/image/rectangle.ts';

/** A plane that can be sampled, row-major. */
export interface SampledPlane {
  readonly width: number;
  readonly height: number;
  readonly data: PixelData;
  /** Field of view in pixels where it is not width × height: a shrunk image may end within a pixel. */
  readonly extent?: readonly [width: number, height: number];
}

/** Edge of an axis after scaling: at least 1 px. */
export function scaledEdge(edge: number, scale: number): number {
  return Math.max(1, Math.round(edge * scale));
}

/** Positions, neighbours and weights of bilinear sampling along one axis. */
interface AxisSamples {
  readonly low: Int32Array;
  readonly high: Int32Array;
  readonly fraction: Float32Array;
}

/** Where an axis of the target grid lies on the source. */
interface AxisGrid {
  readonly start: number;
  readonly count: number;
  readonly targetEdge: number;
  /** Field of view in source pixels; the last pixel may reach past it. */
  readonly sourceExtent: number;
  readonly sourceEdge: number;
}

/** Pixel centres of the target grid laid over the source grid. */
function axisSamples({
  start,
  count,
  targetEdge,
  sourceExtent,
  sourceEdge,
}: AxisGrid): AxisSamples {
  const low = new Int32Array(count);
  const high = new Int32Array(count);
  const fraction = new Float32Array(count);
  for (let i = 0; i < count; i++) {
    const position = ((start + i + 0.5) * sourceExtent) / targetEdge - 0.5;
    const clamped = Math.min(sourceEdge - 1, Math.max(0, position));
    low[i] = Math.floor(clamped);
    high[i] = Math.min(sourceEdge - 1, (low[i] as number) + 1);
    fraction[i] = clamped - (low[i] as number);
  }
  return { low, high, fraction };
}

/**
 * Bilinear samples of `source` on a grid of `targetWidth` × `targetHeight` that covers the same
 * field of view, for the target pixels of `window` only.
 *
 * @returns [window.height, window.width]; shrinking does not average: see `shrinkByMeans`
 */
export function resampleWindow(
  source: SampledPlane,
  targetWidth: number,
  targetHeight: number,
  window: Rectangle,
): Float32Array<ArrayBuffer> {
  const [extentWidth, extentHeight] = source.extent ?? [source.width, source.height];
  const across = axisSamples({
    start: window.x,
    count: window.width,
    targetEdge: targetWidth,
    sourceExtent: extentWidth,
    sourceEdge: source.width,
  });
  const down = axisSamples({
    start: window.y,
    count: window.height,
    targetEdge: targetHeight,
    sourceExtent: extentHeight,
    sourceEdge: source.height,
  });
  const result = new Float32Array(window.width * window.height);
  for (let y = 0; y < window.height; y++) {
    const upper = (down.low[y] as number) * source.width;
    const lower = (down.high[y] as number) * source.width;
    const fy = down.fraction[y] as number;
    for (let x = 0; x < window.width; x++) {
      const left = across.low[x] as number;
      const right = across.high[x] as number;
      const fx = across.fraction[x] as number;
      const top =
        (source.data[upper + left] as number) * (1 - fx) +
        (source.data[upper + right] as number) * fx;
      const bottom =
        (source.data[lower + left] as number) * (1 - fx) +
        (source.data[lower + right] as number) * fx;
      result[y * window.width + x] = top * (1 - fy) + bottom * fy;
    }
  }
  return result;
}

/**
 * `source` scaled to a new size: means over the pixels covered when shrinking by 2 or more, so that
 * no detail aliases, then bilinear.
 */
export function resample(
  source: SampledPlane,
  width: number,
  height: number,
): Float32Array<ArrayBuffer> {
  const factor = Math.floor(Math.min(source.width / width, source.height / height));
  const shrunk = factor >= 2 ? shrinkByMeans(source, factor) : source;
  return resampleWindow(shrunk, width, height, { x: 0, y: 0, width, height });
}

/** Means of factor × factor blocks; blocks cut by the right and bottom edge average what they have. */
function shrinkByMeans(source: SampledPlane, factor: number): SampledPlane {
  const width = Math.ceil(source.width / factor);
  const height = Math.ceil(source.height / factor);
  const data = new Float32Array(width * height);
  for (let y = 0; y < source.height; y++) {
    const target = Math.floor(y / factor) * width;
    for (let x = 0; x < source.width; x++) {
      const block = target + Math.floor(x / factor);
      data[block] = (data[block] as number) + (source.data[y * source.width + x] as number);
    }
  }
  for (let y = 0; y < height; y++) {
    const rows = Math.min(factor, source.height - y * factor);
    for (let x = 0; x < width; x++) {
      const columns = Math.min(factor, source.width - x * factor);
      data[y * width + x] = (data[y * width + x] as number) / (rows * columns);
    }
  }
  return { width, height, data, extent: [source.width / factor, source.height / factor] };
}
