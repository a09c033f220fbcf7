import { encode } from 'fast-png';
import type { LabelImage } from '#domain/image/labelImage.ts';

/** A picture as the file chooser hands it over. */
export interface MadeFile {
  readonly name: string;
  readonly mimeType: string;
  readonly buffer: Buffer;
}

/** A PNG of bright discs, 12 px in radius, on a dark ground. */
export function discsPng(name: string, width: number, height: number): MadeFile {
  const data = new Uint8Array(width * height);
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      const distance = Math.hypot((x % 48) - 24, (y % 48) - 24);
      data[y * width + x] = Math.round(20 + 180 / (1 + Math.exp(distance - 12)));
    }
  }
  const png = encode({ width, height, data, channels: 1, depth: 8 });
  return { name, mimeType: 'image/png', buffer: Buffer.from(png) };
}

/** A label image (PNG, 16 bit) of `discsPng`: one object per disc. */
export function discLabelsPng(name: string, width: number, height: number): MadeFile {
  const data = Uint16Array.from(discLabels(width, height).data);
  const png = encode({ width, height, data, channels: 1, depth: 16 });
  return { name, mimeType: 'image/png', buffer: Buffer.from(png) };
}

/** Objects of `discsPng`: one per disc. */
export function discLabels(width: number, height: number): LabelImage {
  const data = new Uint32Array(width * height);
  const columns = Math.ceil(width / 48);
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      if (Math.hypot((x % 48) - 24, (y % 48) - 24) > 12) continue;
      data[y * width + x] = 1 + Math.floor(y / 48) * columns + Math.floor(x / 48);
    }
  }
  return { width, height, data };
}

/** The first half of a file. */
export function halfOf(file: MadeFile, name: string): MadeFile {
  return { ...file, name, buffer: file.buffer.subarray(0, file.buffer.length >> 1) };
}
