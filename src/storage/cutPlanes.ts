import type { DecodedImage } from '#domain/image/decodedImage.ts';
import type { PixelData, PixelType } from '#domain/image/pixelType.ts';

const ARRAY_TYPES = {
  uint8: Uint8Array,
  int8: Int8Array,
  uint16: Uint16Array,
  int16: Int16Array,
  uint32: Uint32Array,
  int32: Int32Array,
  float32: Float32Array,
  float64: Float64Array,
} as const satisfies Record<PixelType, unknown>;

/** Planes of an image that lie one after the other. */
export function cutPlanes(
  { width, height, pixelType }: Omit<DecodedImage, 'channels'>,
  bytes: ArrayBuffer,
): readonly PixelData[] {
  const Plane = ARRAY_TYPES[pixelType];
  const planeBytes = width * height * Plane.BYTES_PER_ELEMENT;
  return Array.from(
    { length: bytes.byteLength / planeBytes },
    (_, channel) => new Plane(bytes.slice(channel * planeBytes, (channel + 1) * planeBytes)),
  );
}
