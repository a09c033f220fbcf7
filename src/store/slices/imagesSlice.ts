import type { ChannelDisplay, ChannelInput } from '#domain/image/channelDisplay.ts';
import type { ChannelSummary } from '#domain/image/channelSummary.ts';
import type { DecodedImage } from '#domain/image/decodedImage.ts';
import type { ImageSeries } from '#domain/image/imageSeries.ts';
import type { Rectangle } from '#domain/image/rectangle.ts';
import type { ImageFileFacts, ProjectPrediction } from '#domain/project/project.ts';

/** A decoded page without its pixels: those live in the image worker. */
export type ImageInfo = Omit<DecodedImage, 'channels'>;

/** Counts up when the pixels of a layer changed, so that the viewer reads its tiles again. */
export interface LayerRevisions {
  readonly pixels: number;
  readonly probability: number;
  readonly labels: number;
  readonly annotation: number;
}

/** One open image, or one that is being read. */
export interface ImageEntry {
  readonly id: string;
  /** File name, as shown in the list. */
  readonly name: string;
  /** Folder it was dropped with, `''` for single files. */
  readonly folder: string;
  /** Where other pages are read from; `null` for simulated samples. */
  readonly file: Blob | null;
  /** What tells that file from others of its name; `null` = there was none. */
  readonly fileFacts: ImageFileFacts | null;
  /** Where the pages lie in `file` when it is several files one after the other; `null` = it is one. */
  readonly series: ImageSeries | null;
  /** `missing` = known from the project, but its file has to be opened again. */
  readonly status: 'loading' | 'ready' | 'missing';
  /** `null` while loading. */
  readonly info: ImageInfo | null;
  /** Page that is on its way while another is still shown. */
  readonly turningTo?: number | undefined;
  readonly channels: readonly ChannelSummary[];
  /** By channel, same length as `channels`. */
  readonly display: readonly ChannelDisplay[];
  /** Edge of a pixel in µm: from the file, or as typed. */
  readonly pixelSizeUm: number | null;
  readonly revisions: LayerRevisions;
  readonly input: ChannelInput;
  /** Rectangle drawn by the user, in px. */
  readonly rectangle: Rectangle | null;
  /** What was found on pages that are not shown now; their maps are kept in the project. */
  readonly predictions: readonly ProjectPrediction[];
  /** True once a page was left whose annotation had not been exported. */
  readonly hasUnsavedPages?: boolean;
}

/** Open images in the order of the list. */
export interface ImagesSlice {
  readonly images: readonly ImageEntry[];
  readonly currentImageId: string | null;
}

export const initialImages: ImagesSlice = { images: [], currentImageId: null };

/** The slice with `change` laid over one entry; unchanged when the image is closed already. */
export function withEntry(
  slice: ImagesSlice,
  imageId: string,
  change: (entry: ImageEntry) => Partial<ImageEntry>,
): Pick<ImagesSlice, 'images'> {
  return {
    images: slice.images.map((entry) =>
      entry.id === imageId ? { ...entry, ...change(entry) } : entry,
    ),
  };
}

/** The slice with one layer of an entry told as changed, so that it is drawn anew. */
export function withNewRevision(
  slice: ImagesSlice,
  imageId: string,
  layer: keyof LayerRevisions,
): Pick<ImagesSlice, 'images'> {
  return withEntry(slice, imageId, ({ revisions }) => ({
    revisions: { ...revisions, [layer]: revisions[layer] + 1 },
  }));
}

/** The slice without one entry; its neighbour becomes current when it was the current one. */
export function withoutEntry(slice: ImagesSlice, imageId: string): ImagesSlice {
  const index = slice.images.findIndex((entry) => entry.id === imageId);
  if (index < 0) return slice;
  const images = slice.images.filter((entry) => entry.id !== imageId);
  if (slice.currentImageId !== imageId) return { images, currentImageId: slice.currentImageId };
  return { images, currentImageId: (images[index] ?? images.at(-1))?.id ?? null };
}

/** Entry of an open image, `undefined` once it is closed. */
export function findEntry(slice: ImagesSlice, imageId: string | null): ImageEntry | undefined {
  return slice.images.find((entry) => entry.id === imageId);
}
