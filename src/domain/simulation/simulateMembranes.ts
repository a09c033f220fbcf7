import { labelComponents } from '#domain/segmentation/connectedComponents.ts';
import { lookUp, randomMosaic, type SectionPoint } from '#domain/simulation/cellMosaic.ts';
import { createTissue, greyOfTissue, type Tissue } from '#domain/simulation/greyOfTissue.ts';
import {
  checkSimulationSize,
  type SimulatedImage,
  type SimulationSize,
  simulatedImage,
} from '#domain/simulation/simulatedImage.ts';
import { createRandom } from '#lib/random.ts';

export interface MembranesOptions extends SimulationSize {
  /** Median diameter of the cell profiles in px; most lie between half and three times that. @default 28 */
  readonly diameterPx?: number;
}

const DEFAULT_DIAMETER_PX = 28;
/** Half width of the dark line that belongs to no cell. */
const MEMBRANE_HALF_WIDTH_PX = 2.3;
/** Smaller remainders of cells at the edge of the image or in a corner are no objects. */
const SMALLEST_OBJECT_PX = 40;
const NOISE_GREY = 9;

/** How borders are bent; the widest waves stretch whole groups of cells into fibres. */
const BENDS = [
  { wavelengthPx: 190, amplitudePx: 50 },
  { wavelengthPx: 62, amplitudePx: 12 },
  { wavelengthPx: 22, amplitudePx: 3.5 },
] as const;

/**
 * A thin section of nerve tissue in the transmission electron microscope: 8-bit, light cell
 * profiles of very different sizes between dark membranes, with vesicles, mitochondria, blurred
 * oblique membranes and grain. Objects are the connected insides of cells.
 *
 * @throws AppError `invalid-argument` for impossible sizes
 */
export function simulateMembranes(options: MembranesOptions): SimulatedImage {
  checkSimulationSize(options);
  const { width, height, seed } = options;
  const random = createRandom(seed);
  const medianRadiusPx = (options.diameterPx ?? DEFAULT_DIAMETER_PX) / 2;
  const tissue = createTissue(randomMosaic(width, height, medianRadiusPx, random), seed, random);
  const pixels = new Uint8Array(width * height);
  const insides = new Uint8Array(width * height);
  const { normal } = createRandom(seed, -1);
  const point: SectionPoint = {
    x: 0,
    y: 0,
    bentX: 0,
    bentY: 0,
    cell: -1,
    neighbour: -1,
    borderPx: 0,
  };
  let index = 0;
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++, index++) {
      point.x = x;
      point.y = y;
      bend(tissue, point);
      lookUp(tissue.mosaic, point);
      const grey = greyOfTissue(tissue, point) + NOISE_GREY * normal();
      pixels[index] = Math.min(255, Math.max(0, Math.round(grey)));
      insides[index] = point.cell >= 0 && point.borderPx > MEMBRANE_HALF_WIDTH_PX ? 1 : 0;
    }
  }
  return simulatedImage(options, pixels, labelInsides(width, height, insides), {
    channelName: 'Electrons',
    bitsPerSample: 8,
    pixelSizeUm: 0.004,
  });
}

/** Finds out where a pixel lies on the mosaic. */
function bend({ texture }: Tissue, point: SectionPoint): void {
  const { x, y } = point;
  point.bentX = x;
  point.bentY = y;
  for (const { wavelengthPx, amplitudePx } of BENDS) {
    point.bentX += amplitudePx * texture(x / wavelengthPx, y / wavelengthPx);
    point.bentY += amplitudePx * texture(y / wavelengthPx + 50, x / wavelengthPx);
  }
}

function labelInsides(
  width: number,
  height: number,
  insides: Uint8Array<ArrayBuffer>,
): Uint32Array<ArrayBuffer> {
  const { labels, areasPx } = labelComponents({ width, height, data: insides }, 1, 4);
  const numbers = new Uint32Array(areasPx.length);
  let count = 0;
  for (let label = 1; label < areasPx.length; label++) {
    if ((areasPx[label] as number) >= SMALLEST_OBJECT_PX) numbers[label] = ++count;
  }
  for (let i = 0; i < labels.length; i++) labels[i] = numbers[labels[i] as number] as number;
  return new Uint32Array(labels.buffer);
}
