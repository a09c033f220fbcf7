import type { TrainingSample } from '#domain/training/trainingSample.ts';

const LARGEST_EDGE_PX = 320;
const OUTLINE = [48, 203, 177] as const;
/** Ignored pixels are shown at this share of their brightness. */
const IGNORED_SHARE = 0.45;

/** The part of a sample that the network answers for, with the outlines of its target. */
export function drawSample(canvas: HTMLCanvasElement, sample: TrainingSample): void {
  const { inputEdgePx, outputEdgePx, inputChannels, input } = sample;
  const edge = Math.min(LARGEST_EDGE_PX, outputEdgePx);
  const cropStart = Math.floor((inputEdgePx - outputEdgePx) / 2);
  const pick = (place: number): number => Math.floor(((place + 0.5) * outputEdgePx) / edge);
  const grey = (x: number, y: number): number =>
    input[((y + cropStart) * inputEdgePx + x + cropStart) * inputChannels] as number;
  const { low, high } = greyRange(outputEdgePx, grey);
  const image = new ImageData(edge, edge);
  for (let y = 0; y < edge; y++) {
    for (let x = 0; x < edge; x++) {
      const column = pick(x);
      const row = pick(y);
      const level = (255 * (grey(column, row) - low)) / Math.max(1e-6, high - low);
      const isIgnored = sample.weights[row * outputEdgePx + column] === 0;
      const color = isOutline(sample, column, row, pick(x + 1), pick(y + 1)) ? OUTLINE : null;
      const target = 4 * (y * edge + x);
      for (let channel = 0; channel < 3; channel++) {
        image.data[target + channel] = color?.[channel] ?? level * (isIgnored ? IGNORED_SHARE : 1);
      }
      image.data[target + 3] = 255;
    }
  }
  canvas.width = edge;
  canvas.height = edge;
  canvas.getContext('2d')?.putImageData(image, 0, 0);
}

function greyRange(edge: number, grey: (x: number, y: number) => number) {
  let low = Number.POSITIVE_INFINITY;
  let high = Number.NEGATIVE_INFINITY;
  for (let y = 0; y < edge; y++) {
    for (let x = 0; x < edge; x++) {
      const value = grey(x, y);
      low = Math.min(low, value);
      high = Math.max(high, value);
    }
  }
  return { low, high };
}

/** True where the class changes to the right or below; ignored pixels have no class. */
function isOutline(
  { target, weights, outputEdgePx }: TrainingSample,
  x: number,
  y: number,
  right: number,
  below: number,
): boolean {
  const classAt = (column: number, row: number): number => {
    const index =
      Math.min(outputEdgePx - 1, row) * outputEdgePx + Math.min(outputEdgePx - 1, column);
    return weights[index] === 0 ? 0 : (target[index] as number);
  };
  const here = classAt(x, y);
  return here !== classAt(right, y) || here !== classAt(x, below);
}
