/** One of the files that make up an image together. */
export interface SeriesFile {
  /** As it was opened. */
  readonly name: string;
  readonly byteLength: number;
}

/**
 * An image whose pages lie in several files. They are kept as one: the files one after the other,
 * nothing between them.
 */
export interface ImageSeries {
  /** In the order in which they follow each other. */
  readonly files: readonly SeriesFile[];
  /** Pictures that make up a page together: each is a channel, or several. */
  readonly picturesPerPage: number;
  /** Where each picture lies: index of the file and page inside it, the pictures of page 0 first. */
  readonly places: readonly number[];
}

/** A picture of a series: a part of the joined files, and the page inside that part. */
export interface SeriesPicture {
  readonly name: string;
  /** Bytes of the joined files. */
  readonly start: number;
  readonly end: number;
  readonly pageIndex: number;
}

/** The pictures of a page; empty when there is no such page. */
export function picturesOf(series: ImageSeries, pageIndex: number): readonly SeriesPicture[] {
  const { files, picturesPerPage, places } = series;
  const starts = startsOf(files);
  const first = pageIndex * picturesPerPage;
  return Array.from({ length: picturesPerPage }, (_, picture) => {
    const at = 2 * (first + picture);
    const file = files[places[at] ?? -1];
    const start = starts[places[at] ?? -1];
    if (!file || start === undefined) return null;
    const { name, byteLength } = file;
    return { name, start, end: start + byteLength, pageIndex: places[at + 1] ?? 0 };
  }).filter((picture) => picture !== null);
}

/** Number of pages that a series has. */
export function seriesPageCount({ places, picturesPerPage }: ImageSeries): number {
  return Math.floor(places.length / (2 * picturesPerPage));
}

/** Bytes of all files together. */
export function seriesBytes({ files }: ImageSeries): number {
  return files.reduce((sum, { byteLength }) => sum + byteLength, 0);
}

function startsOf(files: readonly SeriesFile[]): readonly number[] {
  let start = 0;
  return files.map(({ byteLength }) => {
    const own = start;
    start += byteLength;
    return own;
  });
}
