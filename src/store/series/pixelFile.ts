import type { ImageSeries } from '#domain/image/imageSeries.ts';
import type { StackAxes } from '#domain/image/stackAxes.ts';

/** Where the pixels of an image come from. */
export interface PixelFile {
  readonly file: Blob;
  /** For messages; of a series each file has its own. */
  readonly name: string;
  /** `null` where `file` is one file. */
  readonly series: ImageSeries | null;
  /** Axes of a series; files tell their own. */
  readonly stack?: StackAxes | undefined;
  readonly channelNames?: readonly string[] | undefined;
}
