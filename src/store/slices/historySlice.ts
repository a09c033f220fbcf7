import type { InstanceSettings } from '#domain/segmentation/instanceSettings.ts';
import type { StepStack } from '#store/history/stepStack.ts';
import type { LeafChange } from '#store/history/treePatch.ts';

/** One thing that the user did and can take back. */
export type HistoryStep =
  /** Settings of the page, of a run or of images. */
  | {
      readonly kind: 'settings';
      readonly title: string;
      /** The one image that it is about; `null` = several, or none. */
      readonly imageId: string | null;
      readonly changes: readonly LeafChange[];
    }
  /** One edit of an annotation; what it was is known to the annotation itself. */
  | ({ readonly kind: 'annotation' } & StepPlace)
  /** Images that were closed together. */
  | {
      readonly kind: 'closing';
      readonly title: string;
      readonly imageIds: readonly string[];
    }
  | ({ readonly kind: 'deletion'; readonly deletion: Deletion } & StepPlace)
  /** Objects of a file took the place of what was found; `HistoryWork.objects` holds the others. */
  | ({ readonly kind: 'objects' } & StepPlace)
  | {
      readonly kind: 'rename';
      readonly modelId: string;
      readonly before: string;
      readonly after: string;
    };

/** Page of an image. */
export interface StepPlace {
  readonly imageId: string;
  readonly pageIndex: number;
}

/** Objects that were deleted, and what their labels are good for. */
export interface Deletion {
  readonly labels: readonly number[];
  /** Settings that gave the objects these labels. */
  readonly settings: InstanceSettings;
  /** Revision of the probability map that they were found in. */
  readonly mapRevision: number;
}

/** Everything that can be taken back, in the order of time. */
export interface HistorySlice {
  readonly history: StepStack<HistoryStep>;
}

export const initialHistory: HistorySlice = { history: { past: [], future: [] } };
