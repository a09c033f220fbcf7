import type { PlanePlace } from '#domain/export/exportedPlane.ts';
import { PROBABILITY_LEVELS, type ProbabilityMap } from '#domain/image/probabilityMap.ts';
import { compressPlane, type TiffPlane } from '#formats/tiff/writing/tiffPlane.ts';
import { encodeStack } from '#formats/tiff/writing/tiffStack.ts';

/** Probability maps of a stack as one TIFF of 32-bit floats, 0…1. Holds the planes compressed. */
export class ProbabilityStack {
  readonly #pixelSizeUm: number | null;
  readonly #planes: TiffPlane[] = [];

  constructor(pixelSizeUm: number | null) {
    this.#pixelSizeUm = pixelSizeUm;
  }

  /** Adds a plane; may be changed afterwards. */
  add({ width, height, data }: ProbabilityMap, place: PlanePlace): void {
    this.#planes.push(
      compressPlane({ width, height, place }, (start, end) =>
        Float32Array.from(data.subarray(start, end), (level) => level / PROBABILITY_LEVELS),
      ),
    );
  }

  /** The parts of the file. @throws AppError `too-large` above 4 GiB */
  finish(): readonly Uint8Array<ArrayBuffer>[] {
    return encodeStack({
      planes: this.#planes,
      samples: 'float32',
      pixelSizeUm: this.#pixelSizeUm,
      displayMax: 1,
    });
  }
}
