/** How every pixel of a training target is weighted (Ronneberger 2015, eq. 2). */
export interface WeightMapSettings {
  /** Height of the border term; 10 in the paper, 50 in the 2019 plug-in. */
  readonly borderWeight: number;
  /** Width of the border term, px; 5 in the paper, 6 in the plug-in. */
  readonly borderSigmaPx: number;
  /**
   * wc: `none` = 1 everywhere; `inverse-frequency` = 1 / (2 · share of the pixel's class), the
   * reading of the reference; `foreground-ratio` = the plug-in's: objects 1, background
   * `foregroundBackgroundRatio` rising to 1 near objects by a Gaussian of `balanceSigmaPx`.
   */
  readonly balance: 'none' | 'inverse-frequency' | 'foreground-ratio';
  readonly foregroundBackgroundRatio: number;
  readonly balanceSigmaPx: number;
}
