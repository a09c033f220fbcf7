/** Colours of an indexed picture, 8 bits each: [red, green, blue] by index. */
export type Palette = readonly (readonly [number, number, number])[];

/** Planes that a palette turns indices into. */
export interface PaintedIndices {
  /** One plane for greys and for ramps, else red, green and blue. */
  readonly channels: readonly Uint8Array<ArrayBuffer>[];
  /** True when the plane holds the indices themselves. */
  readonly isIndex: boolean;
}

/**
 * Looks up each index in the palette.
 *
 * Where every colour is grey, the grey is returned. Where no colour component ever falls from one
 * index to the next, the palette only tints an intensity (a green look-up table of ImageJ, say):
 * the index is the intensity and is returned. Any other palette gives red, green and blue.
 * Indices beyond the palette are black.
 */
export function applyPalette(indices: Uint8Array<ArrayBuffer>, palette: Palette): PaintedIndices {
  const isGrey = palette.every(([red, green, blue]) => red === green && green === blue);
  if (isGrey) return { channels: [lookUp(indices, palette, 0)], isIndex: false };
  if (isRamp(palette)) return { channels: [indices], isIndex: true };
  return {
    channels: [0, 1, 2].map((component) => lookUp(indices, palette, component)),
    isIndex: false,
  };
}

function isRamp(palette: Palette): boolean {
  return palette.every((colour, index) =>
    colour.every((value, component) => value >= (palette[index - 1]?.[component] ?? 0)),
  );
}

function lookUp(indices: Uint8Array, palette: Palette, component: number): Uint8Array<ArrayBuffer> {
  const values = Uint8Array.from({ length: 256 }, (_, index) => palette[index]?.[component] ?? 0);
  const plane = new Uint8Array(indices.length);
  for (let pixel = 0; pixel < indices.length; pixel++) {
    plane[pixel] = values[indices[pixel] as number] as number;
  }
  return plane;
}
