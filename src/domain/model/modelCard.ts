import type { InstanceSettings } from '#domain/segmentation/instanceSettings.ts';

/** Shape of a U-Net; see `unetSpec.ts` for the paper's. */
export interface UnetSpec {
  /** Number of 2×2 max-pool steps, 1–5. */
  readonly depth: number;
  /** Features of the first level; doubled at each step down. */
  readonly baseFeatures: number;
  readonly inputChannels: number;
  /** Classes of the softmax; class 0 is background. */
  readonly classCount: number;
}

/** How intensities are mapped to what the model was trained on. */
export interface Normalization {
  readonly kind: 'percentile';
  /** Percentiles of the whole image, 0…100, linear interpolation between samples. */
  readonly lowPercent: number;
  readonly highPercent: number;
  /** What the two percentiles are mapped to; values beyond are clipped. */
  readonly outputRange: readonly [number, number];
}

/** What `card.json` says of a model. */
export interface ModelCard {
  readonly id: string;
  readonly title: string;
  /** One sentence for the card: what it is for. */
  readonly summary: string;
  readonly modality: string;
  readonly version: string;
  readonly network: UnetSpec;
  readonly trainedOn: readonly {
    readonly name: string;
    readonly licence: string;
    readonly url?: string;
  }[];
  readonly trainingNote: string;
  readonly normalization: Normalization;
  /** Channels the model expects, e.g. `["grey"]`. */
  readonly channels: readonly string[];
  /** µm per px the model was trained at, `null` when it saw several or none was known. */
  readonly pixelSizeUm: number | null;
  /** Range of usual object diameters in px at scale 1. */
  readonly objectDiameterPx: readonly [number, number];
  readonly defaults: InstanceSettings;
  /** Figures from `npm run evaluate`; empty when there is no image that it was not trained on. */
  readonly scores: readonly {
    readonly data: string;
    readonly images: number;
    readonly note: string;
    readonly figures: Readonly<Record<string, number>>;
  }[];
  readonly licence: string;
}
