import type { DecodedImage } from '#domain/image/decodedImage.ts';
import type { LabelImage } from '#domain/image/labelImage.ts';
import { AppError } from '#lib/errors.ts';

/** What every simulation needs to know. The same numbers give the same image. */
export interface SimulationSize {
  /** In px, 1 … 12,000. */
  readonly width: number;
  readonly height: number;
  readonly seed: number;
}

/** A simulated micrograph, and which pixel belongs to which object. */
export interface SimulatedImage {
  readonly image: DecodedImage;
  /** Objects 1 … n without gaps, 0 = background. */
  readonly truth: LabelImage;
}

const LARGEST_EDGE_PX = 12_000;

/** @throws AppError `invalid-argument` for sizes that no simulation makes */
export function checkSimulationSize({ width, height }: SimulationSize): void {
  for (const edge of [width, height]) {
    if (!Number.isInteger(edge) || edge < 1 || edge > LARGEST_EDGE_PX) {
      throw new AppError(
        'invalid-argument',
        `An image of ${width} × ${height} px cannot be simulated; each edge must be an integer from 1 to ${LARGEST_EDGE_PX}.`,
      );
    }
  }
}

/** Pixels and labels as one simulated image of a single channel. */
export function simulatedImage(
  { width, height }: SimulationSize,
  pixels: Uint8Array<ArrayBuffer> | Uint16Array<ArrayBuffer>,
  labels: Uint32Array<ArrayBuffer>,
  about: {
    readonly channelName: string;
    readonly bitsPerSample: number;
    readonly pixelSizeUm: number;
  },
): SimulatedImage {
  return {
    image: {
      width,
      height,
      pixelType: pixels instanceof Uint8Array ? 'uint8' : 'uint16',
      channels: [pixels],
      channelNames: [about.channelName],
      isRgb: false,
      bitsPerSample: about.bitsPerSample,
      pageIndex: 0,
      pageCount: 1,
      pixelSizeUm: about.pixelSizeUm,
      formatName: 'Simulation',
    },
    truth: { width, height, data: labels },
  };
}
