import type { Normalization } from '#domain/model/modelCard.ts';

/** How the channels of an image become the plane that the network sees. */
export interface ModelInput {
  /** Channels averaged into one plane; at least one. */
  readonly channels: readonly number[];
  /** Swap dark and bright after normalisation. */
  readonly invert: boolean;
  readonly normalization: Normalization;
  /** Resampling before the network, 0.25–4; the result is brought back to the image's grid. */
  readonly scale: number;
}
