import { formatCount } from '#text/format.ts';

/** The list of images, and how they come in. */
export const imagesText = {
  title: 'Images',
  titleWithCount: (count: number) => `Images (${count})`,
  files: 'Image files',
  closeAll: 'Close all',
  close: (name: string) => `Close ${name}`,
  noneOpen: 'No image is open.',
  opening: 'Opening…',
  openingNamed: (name: string) => `Opening ${name}…`,
  previewOf: (name: string) => `First look at ${name}`,
  segmenting: 'Segmenting…',
  notExported: 'Not exported yet',
  /** Always the plural: scripts rely on it. */
  objects: (count: number) => `${formatCount(count)} objects`,
  channels: (count: number) => `${count} channels`,
  pages: (count: number) => `${formatCount(count)} pages`,
  slices: (count: number) => `${formatCount(count)} slices`,
  timePoints: (count: number) => `${formatCount(count)} time points`,
  size: (width: number, height: number) => `${width} × ${height}`,
  rgb: 'RGB',
  badDrop: 'What was dropped could not be read',

  drop: 'Drop microscopy images here',
  formats:
    'TIFF, PNG or JPEG; one, many or a whole folder. You can also paste from the clipboard, or try a sample.',
  browseFiles: 'Browse files',
  browseFolder: 'Browse a folder',
  private: 'Everything is computed inside this page. No image leaves your computer.',
  dropToOpen: 'Drop to open',

  trySample: 'Try a sample',
  moreSamples: 'More samples',
} as const;
