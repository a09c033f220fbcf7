/**
 * The `Color` attribute of an OME channel as `#rrggbb`: a signed 32-bit number of red, green, blue and
 * opacity, one byte each, of which the last says nothing here. `null` for anything else, and for black,
 * in which nothing would be seen.
 *
 * Source: OME schema 2016-06, simple type `Color`.
 */
export function omeColor(text: string | undefined): string | null {
  const value = Number(text?.trim() || Number.NaN);
  if (!(Number.isInteger(value) && value >= -(2 ** 31) && value < 2 ** 32)) return null;
  const rgb = (value >>> 8) & 0xff_ffff;
  return rgb === 0 ? null : `#${rgb.toString(16).padStart(6, '0')}`;
}

/**
 * The colours, or none where they would tell nothing: several channels that are all white, which is
 * what programs write that know of no colours, could not be told apart.
 */
export function tellingColors(colors: readonly (string | null)[]): readonly (string | null)[] {
  const isWhite = colors.every((color) => color === null || color === '#ffffff');
  return colors.length > 1 && isWhite ? [] : colors;
}
