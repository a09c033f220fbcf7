import type { ExportFormat } from '#domain/export/exportedPlane.ts';
import type { InstanceSettings } from '#domain/segmentation/instanceSettings.ts';

/** How every file of a batch is segmented and what is written of it; fixed when the batch begins. */
export interface BatchSettings {
  readonly modelId: string;
  /** For people, and for the day on which the model is gone. */
  readonly modelTitle: string;
  /** Channels for the network; `null` = colours for a colour picture, else the first channel. */
  readonly channels: readonly number[] | null;
  /** Swap dark and bright after normalisation. */
  readonly invert: boolean;
  /** Resampling before the network, 0.25–4. */
  readonly scale: number;
  /** Scale each image to the network's pixel size instead, where both are known. */
  readonly matchesPixelSize: boolean;
  readonly averageSymmetries: boolean;
  readonly instances: InstanceSettings;
  /** Which planes of a stack are segmented. */
  readonly planes: 'first' | 'all';
  readonly formats: readonly ExportFormat[];
}
