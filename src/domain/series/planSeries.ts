import type { ImageSeries } from '#domain/image/imageSeries.ts';
import type { StackAxes } from '#domain/image/stackAxes.ts';
import type { FileSeries } from '#domain/series/fileSeries.ts';

/** A series as an image: where its planes lie, and what they are. */
export interface SeriesPlan {
  readonly series: ImageSeries;
  readonly stack: StackAxes;
}

/** What the first file says of itself. */
export interface FirstFile {
  readonly pageCount: number;
  readonly stack?: StackAxes;
}

/**
 * How the pages inside the files lie among the axes that their names tell: they are slices, or time
 * points where the names tell of slices already.
 */
export function planSeries(found: FileSeries, { pageCount, stack }: FirstFile): SeriesPlan {
  const { files, sizeC } = found;
  const isTimeInside = found.sizeZ > 1;
  const sizeZ = isTimeInside ? found.sizeZ : pageCount;
  const sizeT = isTimeInside ? found.sizeT * pageCount : found.sizeT;
  const places = Array.from({ length: sizeZ * sizeT * sizeC }, (_, picture) => {
    const page = Math.floor(picture / sizeC);
    const [z, t] = [page % sizeZ, Math.floor(page / sizeZ)];
    const [fileZ, fileT] = isTimeInside ? [z, Math.floor(t / pageCount)] : [0, t];
    const file = (picture % sizeC) + sizeC * (fileZ + found.sizeZ * fileT);
    return [file, isTimeInside ? t % pageCount : z];
  }).flat();
  return {
    series: {
      files: files.map(({ name, byteLength }) => ({ name, byteLength })),
      picturesPerPage: sizeC,
      places,
    },
    stack: {
      sizeZ,
      sizeT,
      fastest: 'z',
      zStepUm: stack?.zStepUm ?? null,
      timeStepS: stack?.timeStepS ?? null,
    },
  };
}
