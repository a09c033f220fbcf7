import { readUnpremultiplied } from '#formats/bitmap/readUnpremultiplied.ts';
import { corruptFile } from '#formats/refusals.ts';
import { AppError } from '#lib/errors.ts';

/** A picture as the browser decodes it: 8 bits per sample, one plane per colour. */
export interface Bitmap {
  readonly width: number;
  readonly height: number;
  /** Red, green, blue and alpha, each [height, width]. */
  readonly planes: readonly Uint8Array<ArrayBuffer>[];
}

/** Rows that pass through the canvas at a time; a canvas of a whole large picture stays blank. */
const STRIP_ROWS = 256;

/**
 * Decodes with the browser's own decoders, without colour management. Only in browsers and their
 * workers.
 *
 * @throws AppError `corrupt-file` when the browser cannot decode the file
 */
export async function decodeBitmap(file: Blob): Promise<Bitmap> {
  try {
    const options = { colorSpaceConversion: 'none', premultiplyAlpha: 'none' } as const;
    return planesOf(await createImageBitmap(file, options));
  } catch (error) {
    if (error instanceof AppError) throw error;
    throw corruptFile('The browser cannot decode the picture.', error);
  }
}

/** The planes of a picture that was decoded with `premultiplyAlpha: 'none'`; it is closed. */
export function planesOf(bitmap: ImageBitmap): Bitmap {
  const { width, height } = bitmap;
  const planes = Array.from({ length: 4 }, () => new Uint8Array(width * height));
  try {
    readThroughCanvas(bitmap, planes);
    // A canvas stores colours times alpha: behind transparency, they are lost.
    if (planes[3]?.some((alpha) => alpha !== 255)) readUnpremultiplied(bitmap, planes);
  } finally {
    bitmap.close();
  }
  return { width, height, planes };
}

function readThroughCanvas(bitmap: ImageBitmap, planes: readonly Uint8Array<ArrayBuffer>[]): void {
  const { width, height } = bitmap;
  const canvas = new OffscreenCanvas(width, Math.min(STRIP_ROWS, height));
  const context = canvas.getContext('2d', { willReadFrequently: true });
  if (!context) throw corruptFile(`The browser has no canvas for a picture ${width} px wide.`);
  context.globalCompositeOperation = 'copy';
  for (let y = 0; y < height; y += STRIP_ROWS) {
    const rows = Math.min(STRIP_ROWS, height - y);
    context.drawImage(bitmap, 0, y, width, rows, 0, 0, width, rows);
    const rgba = context.getImageData(0, 0, width, rows).data;
    planes.forEach((plane, channel) => {
      let from = channel;
      for (let to = y * width; to < (y + rows) * width; to++, from += 4) {
        plane[to] = rgba[from] as number;
      }
    });
  }
}
