import { unzlibSync } from 'fflate';
import type { PlanePlace } from '#domain/export/exportedPlane.ts';
import type { LabelImage } from '#domain/image/labelImage.ts';
import { compressPlane, type TiffPlane } from '#formats/tiff/writing/tiffPlane.ts';
import { encodeStack } from '#formats/tiff/writing/tiffStack.ts';

/** Largest id of a 16-bit label image. */
const MAX_UINT16 = 65_535;

/**
 * Label images of a stack as one TIFF: 16 bits, or 32 unsigned bits when there are ids above 65,535;
 * 0 is background. Holds the planes compressed.
 */
export class LabelStack {
  readonly #pixelSizeUm: number | null;
  #planes: TiffPlane[] = [];
  #greatest = 0;

  constructor(pixelSizeUm: number | null) {
    this.#pixelSizeUm = pixelSizeUm;
  }

  /** Adds a plane; may be changed afterwards. */
  add({ width, height, data }: LabelImage, place: PlanePlace): void {
    const wasWide = this.#isWide();
    this.#greatest = Math.max(this.#greatest, greatestOf(data));
    const isWide = this.#isWide();
    if (isWide && !wasWide) this.#planes = this.#planes.map(widened);
    this.#planes.push(
      compressPlane({ width, height, place }, (start, end) => {
        const ids = data.subarray(start, end);
        return isWide ? ids : new Uint16Array(ids);
      }),
    );
  }

  /** The parts of the file. @throws AppError `too-large` above 4 GiB */
  finish(): readonly Uint8Array<ArrayBuffer>[] {
    return encodeStack({
      planes: this.#planes,
      samples: this.#isWide() ? 'uint32' : 'uint16',
      pixelSizeUm: this.#pixelSizeUm,
      displayMax: Math.max(1, this.#greatest),
    });
  }

  #isWide(): boolean {
    return this.#greatest > MAX_UINT16;
  }
}

function greatestOf(data: Uint32Array): number {
  let greatest = 0;
  for (let pixel = 0; pixel < data.length; pixel++) {
    if ((data[pixel] as number) > greatest) greatest = data[pixel] as number;
  }
  return greatest;
}

/** A plane that was written in 16 bits before a later one needed 32. */
function widened(plane: TiffPlane): TiffPlane {
  const { width, height, rowsPerStrip, strips } = plane;
  const samples = new Uint32Array(width * height);
  strips.forEach((strip, index) => {
    const bytes = unzlibSync(strip);
    const ids = new Uint16Array(bytes.buffer, bytes.byteOffset, bytes.byteLength / 2);
    samples.set(ids, index * rowsPerStrip * width);
  });
  return compressPlane(plane, (start, end) => samples.subarray(start, end));
}
