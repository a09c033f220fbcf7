/** Above this, a resolution describes paper or a screen (600 dpi = 42 µm), not a microscope. */
const MAX_PLAUSIBLE_UM = 10;

/**
 * The edge of a pixel from a resolution in a unit of print (per inch, centimetre or metre), or
 * `null` when that is what image programs fill in on their own.
 */
export function believePixelSizeUm(sizeUm: number): number | null {
  return sizeUm > 0 && sizeUm <= MAX_PLAUSIBLE_UM ? sizeUm : null;
}
