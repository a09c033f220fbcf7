import type { Rgb } from '#domain/image/labelPalette.ts';

/** `#ff8000` → [1, 0.5, 0]. */
export function rgbFromHex(hex: string): Rgb {
  const part = (at: number): number => Number.parseInt(hex.slice(at, at + 2), 16) / 255;
  return [part(1), part(3), part(5)];
}
