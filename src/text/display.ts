import { formatCount } from '#text/format.ts';

/** How an image is shown: channels, pages, pixel size. */
export const displayText = {
  title: 'Display',
  showChannel: (name: string) => `Show ${name}`,
  colourOf: (name: string) => `Colour of ${name}`,
  rangeEnds: (low: number | string, high: number | string) => `${low} – ${high}`,
  blackPointOf: (name: string) => `Black point of ${name}`,
  whitePointOf: (name: string) => `White point of ${name}`,
  nonFinite: (count: number) =>
    `${formatCount(count)} pixels hold no number; they are shown black and not measured.`,
  facts: (size: string, bitsPerSample: number, format: string) =>
    `${size} · ${bitsPerSample} bit · ${format}`,

  pixelSize: 'Pixel size',
  unknown: 'unknown',
  pixelSizeUnit: 'µm / px',
  badPixelSize: 'Type a number above 0, such as 0.65, or leave it empty.',

  previousPage: 'Previous page',
  nextPage: 'Next page',
  page: 'Page',
  pageOf: (page: number, pageCount: number) => `${page} of ${pageCount}`,
} as const;
