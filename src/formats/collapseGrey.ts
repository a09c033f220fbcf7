import type { PixelData } from '#domain/image/pixelType.ts';

/** The first of three colour planes when all are the same, as in a grey picture saved in colour. */
export function collapseGrey<Plane extends PixelData>(planes: readonly Plane[]): readonly Plane[] {
  const [red, green, blue] = planes;
  if (planes.length !== 3 || !red || !green || !blue) return planes;
  for (let pixel = 0; pixel < red.length; pixel++) {
    if (red[pixel] !== green[pixel] || red[pixel] !== blue[pixel]) return planes;
  }
  return [red];
}
