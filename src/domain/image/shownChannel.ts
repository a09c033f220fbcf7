/** A channel as a picture of the image shows it. */
export interface ShownChannel {
  /** Index of the channel in the image. */
  readonly channel: number;
  /** Red, green and blue at the white point, each 0…1; channels add up. */
  readonly color: readonly [red: number, green: number, blue: number];
  /** Intensities shown black and full; black above white inverts. */
  readonly range: readonly [black: number, white: number];
  /** Displayed level = level ^ (1 / gamma). */
  readonly gamma: number;
}
