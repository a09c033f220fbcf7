import type { Normalization, UnetSpec } from '#domain/model/unetSpec.ts';
import type { InstanceSettings } from '#domain/segmentation/instanceSettings.ts';
import type { TrainingRecord } from '#domain/training/trainingRecord.ts';

export type { Normalization, UnetSpec } from '#domain/model/unetSpec.ts';

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
  /**
   * Resampling of images before the network, 0.25–4, as in its training; 1 when absent.
   */
  readonly scale?: number;
  /** How it was trained, where Cellpane did it. */
  readonly training?: TrainingRecord;
}
