/** How one channel is shown. Changes the display only, never the pixels. */
export interface ChannelDisplay {
  /** Intensities shown black and at full colour. */
  readonly range: readonly [number, number];
  /** `#rrggbb` */
  readonly color: string;
  /** Shown level = level ^ (1 / gamma): above 1 lifts what is dark. */
  readonly gamma: number;
  readonly isVisible: boolean;
}

/** Which channels of an image the network sees. */
export interface ChannelInput {
  /** Averaged into one plane; at least one. */
  readonly channels: readonly number[];
  /** Swap dark and bright. */
  readonly invert: boolean;
}
