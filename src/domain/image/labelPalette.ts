/** Red, green and blue, each 0…1. */
export type Rgb = readonly [red: number, green: number, blue: number];

/**
 * Colours of the label overlay: the seven hues of Okabe and Ito, then lighter and darker ones of
 * Tol's "light" and "bright" sets, all bright enough to stand on a dark image. Their order puts
 * strong contrasts where `labelColorIndex` puts consecutive labels.
 *
 * Source: Okabe and Ito 2008, "Color universal design"; Tol 2021, "Colour schemes", SRON/EPS/TN.
 */
export const LABEL_PALETTE: readonly Rgb[] = [
  0xe69f00, 0x56b4e9, 0xf0e442, 0x009e73, 0xee8866, 0x99ddff, 0xd55e00, 0xbbcc33, 0x0072b2,
  0xffaabb, 0x44bb99, 0xcc79a7, 0xeedd88, 0x4477aa, 0xee6677, 0xaaaa00,
].map(fromHex);

/**
 * Multiplier of Fibonacci hashing, 2^32 / golden ratio: consecutive labels, which mostly lie next
 * to each other, land far apart on the palette, and any run of them spreads evenly.
 *
 * Source: Knuth, The Art of Computer Programming 3, 6.4.
 */
export const LABEL_HASH_MULTIPLIER = 2_654_435_769;

/** The hash keeps its top four bits: one of 16 colours. */
export const LABEL_HASH_SHIFT = 28;

/** Position on the palette of an object's colour; the shader computes the same. */
export function labelColorIndex(label: number): number {
  return Math.imul(label, LABEL_HASH_MULTIPLIER) >>> LABEL_HASH_SHIFT;
}

/** Colour in which the viewer draws an object, for swatches beside its name. */
export function labelColor(label: number): Rgb {
  return LABEL_PALETTE[labelColorIndex(label)] ?? [1, 1, 1];
}

function fromHex(hex: number): Rgb {
  return [(hex >> 16) / 255, ((hex >> 8) & 0xff) / 255, (hex & 0xff) / 255];
}
