import type { ModelExample } from '#domain/model/modelExample.ts';
import { joinBytes } from '#formats/joinBytes.ts';
import { PngWriter } from '#formats/png/pngWriter.ts';

/** Edge of each half of the cover. */
const EDGE_PX = 256;

/**
 * Cover of a package, 2:1: what the network read where it gives an answer, and beside it where it
 * sees foreground. An 8-bit grey PNG.
 */
export function coverImage(example: ModelExample, classCount: number): Uint8Array<ArrayBuffer> {
  const { width, height, intensities, probability } = example;
  const area = probability.length / classCount;
  // Input and output are square, and lie centred on each other.
  const edge = Math.round(Math.sqrt(area));
  const left = (width - edge) / 2;
  const top = (height - edge) / 2;
  const shown = (x: number, y: number): number =>
    intensities[(top + y) * width + left + x] as number;
  const foreground = (x: number, y: number): number =>
    1 - (probability[(y * edge + x) * classCount] as number);
  const [low, high] = rangeOf(edge, shown);

  const png = new PngWriter({
    width: 2 * EDGE_PX,
    height: EDGE_PX,
    colours: 'grey',
    pixelSizeUm: null,
  });
  for (let row = 0; row < EDGE_PX; row++) {
    const y = Math.floor((row * edge) / EDGE_PX);
    const samples = Uint8Array.from({ length: 2 * EDGE_PX }, (_, column) => {
      const x = Math.floor(((column % EDGE_PX) * edge) / EDGE_PX);
      const fraction =
        column < EDGE_PX ? (shown(x, y) - low) / Math.max(high - low, 1e-6) : foreground(x, y);
      return Math.round(255 * Math.min(1, Math.max(0, fraction)));
    });
    png.addRows(samples);
  }
  return joinBytes(png.finish());
}

function rangeOf(edge: number, valueAt: (x: number, y: number) => number): [number, number] {
  let low = Number.POSITIVE_INFINITY;
  let high = Number.NEGATIVE_INFINITY;
  for (let y = 0; y < edge; y++) {
    for (let x = 0; x < edge; x++) {
      low = Math.min(low, valueAt(x, y));
      high = Math.max(high, valueAt(x, y));
    }
  }
  return [low, high];
}
