import { encode } from 'fast-png';
import type { LabelImage } from '#domain/image/labelImage.ts';

const FOREGROUND = 255;

/** An 8-bit grey PNG of a label image: 255 where there is an object, 0 in the background. */
export function writeMaskPng({ width, height, data }: LabelImage): Uint8Array<ArrayBuffer> {
  const mask = Uint8Array.from(data, (id) => (id === 0 ? 0 : FOREGROUND));
  const png = encode({ width, height, data: mask, channels: 1, depth: 8 });
  return Uint8Array.from(png);
}
