import { formatCount, formatShort } from '#text/format.ts';

/** How an image is shown: channels, pages, pixel size. */
export const displayText = {
  title: 'Display',
  showChannel: (name: string) => `Show ${name}`,
  colourOf: (name: string) => `Colour of ${name}`,
  rangeEnds: (low: number | string, high: number | string) => `${low} – ${high}`,
  blackPointOf: (name: string) => `Black point of ${name}`,
  whitePointOf: (name: string) => `White point of ${name}`,
  gamma: 'Gamma',
  gammaOf: (name: string) => `Gamma of ${name}`,
  gammaValue: (gamma: number) => formatShort(gamma),
  nonFinite: (count: number) =>
    `${formatCount(count)} pixels hold no number; they are shown black and not measured.`,
  facts: (size: string, bitsPerSample: number, format: string) =>
    `${size} · ${bitsPerSample} bit · ${format}`,
  /** Behind them. */
  reducedFrom: ({ width, height }: { width: number; height: number }) =>
    ` · reduced from ${formatCount(width)} × ${formatCount(height)} px`,

  pixelSize: 'Pixel size',
  unknown: 'unknown',
  pixelSizeUnit: 'µm / px',
  badPixelSize: 'Type a number above 0, at most 100,000, such as 0.65, or leave it empty.',

  play: 'Play',
  playSpeed: 'Planes per second',
  /** `5/s` */
  perSecond: (count: number) => `${count}/s`,
  previousPage: 'Previous page',
  nextPage: 'Next page',
  page: 'Page',
  previousSlice: 'Previous slice',
  nextSlice: 'Next slice',
  slice: 'Slice',
  previousTime: 'Previous time point',
  nextTime: 'Next time point',
  time: 'Time',
  /** `Slice 3 of 12` */
  named: (axis: string, number: number, count: number) => `${axis} ${number} of ${count}`,
  indexOf: (number: number, count: number) => `${number} of ${count}`,
  /** @param z from 0 */
  sliceAt: (z: number, count: number, stepUm: number | null) =>
    stepUm === null
      ? `${z + 1} of ${count}`
      : `${z + 1} of ${count} · ${formatShort(z * stepUm)} µm`,
  /** @param t from 0 */
  timeAt: (t: number, count: number, stepS: number | null) =>
    stepS === null ? `${t + 1} of ${count}` : `${t + 1} of ${count} · ${formatShort(t * stepS)} s`,
} as const;
