import { countText, formatCount, listText } from '#text/format.ts';

/** Files that are planes of one image. */
export const seriesText = {
  /** Question when files are dropped. */
  title: (fileCount: number, seriesCount: number) =>
    seriesCount === 1
      ? `${fileCount} files look like one series`
      : `${fileCount} files look like ${seriesCount} series`,
  message: (names: readonly string[]) =>
    `${names.join('; ')}. Opened as one, they are the planes of one image with a slider, and results stay with their plane.`,
  described: (name: string, sizeC: number, sizeZ: number, sizeT: number) =>
    `${name}: ${listText([
      ...(sizeC > 1 ? [countText(sizeC, 'channel', 'channels')] : []),
      ...(sizeZ > 1 ? [countText(sizeZ, 'slice', 'slices')] : []),
      ...(sizeT > 1 ? [countText(sizeT, 'time point', 'time points')] : []),
    ])}`,
  openAsOne: (seriesCount: number) =>
    seriesCount === 1 ? 'Open as one image' : `Open as ${seriesCount} images`,
  openEach: (fileCount: number) => `Open as ${fileCount} images`,

  /** Remark after files were opened one by one. */
  looksLikeOne: (fileCount: number, name: string) =>
    `${fileCount} of these files look like one series: ${name}.`,
  joinThem: 'Open as one',

  /** One of several images in a file; the number counts from 1. */
  imageOf: (fileName: string, imageName: string, number: number) =>
    `${fileName} – ${imageName || `Image ${number}`}`,
  holdsImages: (fileName: string, count: number) =>
    `${fileName} holds ${formatCount(count)} images: each is an image of the list.`,
  imagesAsPages: (fileName: string, count: number) =>
    `${fileName} holds ${formatCount(count)} images, too many to be opened side by side: their planes are its pages, one image after the other.`,

  reduced: (name: string, full: string, opened: string, isSizeKnown: boolean) =>
    `${name} is ${full} px, more than can be opened: the copy of ${opened} px in the same file is open instead. ${
      isSizeKnown
        ? 'Its pixel size is set accordingly, so lengths and areas in µm still hold; those in px are of the copy.'
        : 'Lengths and areas in px are of the copy; a pixel size that you type is that of the copy, too.'
    }`,
  size: ({ width, height }: { width: number; height: number }) =>
    `${formatCount(width)} × ${formatCount(height)}`,
  zeroIsWhite: (name: string) =>
    `${name} says that 0 is white, and is shown so. The values are as stored, and the network sees those: switch on Invert under Segment where it is to see the image as shown.`,
} as const;
