import type { ProjectPrediction } from '#domain/project/project.ts';
import type { InstanceSettings } from '#domain/segmentation/instanceSettings.ts';
import type { Autosave } from '#store/autosave/autosave.ts';
import type { HoldingWorker } from '#store/services.ts';
import type { ImageAnnotation } from '#store/slices/annotationSlice.ts';
import type { ImageEntry } from '#store/slices/imagesSlice.ts';
import type { ImageResult } from '#store/slices/resultsSlice.ts';

/** A closed image as the page knew it. */
export interface ClosedImage {
  readonly entry: ImageEntry;
  /** Its place in the list when it went. */
  readonly place: number;
  readonly result: ImageResult | undefined;
  /** What is kept of that result; `null` = nothing can be. */
  readonly prediction: ProjectPrediction | null;
  readonly annotation: ImageAnnotation | undefined;
  readonly tuned: Readonly<Record<string, InstanceSettings>> | undefined;
}

/** Images that were closed together and are still kept, since that can be taken back. */
export interface Closing {
  /** In the order in which they went. */
  images: readonly ClosedImage[];
  /** Image that was shown before. */
  readonly currentImageId: string | null;
  /** What was kept of the project that they belong to. */
  readonly autosave: Autosave;
  /** Workers that were replaced since then hold them no more. */
  readonly replaceCounts: Readonly<Record<HoldingWorker, number>>;
  /** The notice that offers them back, as long as it is shown. */
  noticeId: string | null;
}

/** False for an image of the project whose pixels are not in memory, or are missing. */
export function isRead({ channels }: ImageEntry): boolean {
  return channels.length > 0;
}
