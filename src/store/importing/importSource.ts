import type { PagesInfo, StackPlace } from '#domain/image/stackAxes.ts';
import type { PlaneSummary } from '#domain/outline/objectFile.ts';
import type { ReadLabels } from '#domain/segmentation/labelReading.ts';
import type { OpenObjectFile } from '#workers/objectFilesService.ts';

/** Objects of one image, in a file. */
export interface ImportSource {
  readonly id: string;
  readonly fileName: string;
  /** Folder that the file was dropped with. */
  readonly folder: string;
  readonly formatName: string;
  /** File name of the image as the file tells it; `null` = it does not. */
  readonly imageName: string | null;
  readonly objectCount: number;
  readonly content: LabelContent | ObjectContent;
}

/** A label image. */
export interface LabelContent extends PagesInfo {
  readonly kind: 'labels';
  readonly file: File;
  /** Where its pages lay in the image, where it tells. */
  readonly pagePlaces?: readonly StackPlace[];
  readonly doubt: ReadLabels['doubt'];
  /** Its first page where it is at hand; good for one use. */
  readonly first: ReadLabels | null;
}

/** Outlines. */
export interface ObjectContent {
  readonly kind: 'objects';
  readonly planes: readonly PlaneSummary[];
  /** Holds them; other sources may be of the same file. */
  readonly file: Pick<OpenObjectFile, 'draw' | 'close'>;
}

/** Pages that a source has objects for. */
export function planeCountOf({ content }: ImportSource): number {
  return content.kind === 'labels' ? content.pageCount : content.planes.length;
}
