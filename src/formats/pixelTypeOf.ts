import type { PixelData, PixelType } from '#domain/image/pixelType.ts';

/** The pixel type of a plane: `uint16` for a Uint16Array, and so on. */
export function pixelTypeOf(plane: PixelData): PixelType {
  if (plane instanceof Uint8Array) return 'uint8';
  if (plane instanceof Int8Array) return 'int8';
  if (plane instanceof Uint16Array) return 'uint16';
  if (plane instanceof Int16Array) return 'int16';
  if (plane instanceof Uint32Array) return 'uint32';
  if (plane instanceof Int32Array) return 'int32';
  return plane instanceof Float32Array ? 'float32' : 'float64';
}
