import { formatCount, percentText } from '#text/format.ts';

/** Objects: their settings, how they are drawn, their table. */
export const objectsText = {
  settings: 'Object settings',
  reset: 'Reset to the defaults',
  threshold: 'Threshold',
  thresholdHint: 'A pixel belongs to an object when the network is at least this sure of it.',
  minimumSize: 'Minimum size',
  areaPx: (area: number) => `${formatCount(area)} px²`,
  minimumSizeHint: 'Objects of a smaller area are left out.',
  splitTouching: 'Split touching',
  splitTouchingHint: 'How readily objects that touch are cut at the neck between them.',
  off: 'off',
  fillHoles: 'Fill holes',
  removeAtBorder: 'Remove objects at the border',
  growToBorders: 'Grow to borders',
  copyToAll: 'Use these settings for all images',
  imported:
    'These objects come from a file, without the probability map of a network: threshold, size and splitting have nothing to act on. Press Segment to find objects anew instead.',

  outlines: 'Outlines',
  filled: 'Filled',
  showObjects: 'Show objects',
  style: 'Style of objects',
  opacity: 'Overlay opacity',

  results: 'Results',
  table: 'Objects',
  hideTable: 'Hide the table',
  showTable: 'Show the table',
  tableHeight: 'Height of the table',
  selected: (count: number) => `${formatCount(count)} selected`,
  notSegmented: 'Not segmented yet: choose a model and press Segment',
  noImage: 'No image open',
  nothingFound:
    'Nothing was found. Lower Threshold or Minimum size, set Scale so that objects come near the size the model names, or choose another model.',
  nearlyAllFound:
    'Much of the image counts as objects. If that is wrong: switch on Invert where objects are dark on bright ground (off where they are bright) and segment again, raise Threshold, or choose another model.',
  tableComes: 'The table of objects comes with the first run: open an image and press Segment.',
  byPlane: 'Objects by plane',
  planesFound: (segmented: number, planeCount: number, total: number) =>
    `${segmented} of ${planeCount} planes segmented · ${formatCount(total)} objects in all`,
  onPlane: (place: string, objectCount: number | null) =>
    objectCount === null ? place : `${place}: ${formatCount(objectCount)} objects`,
  opening: (name: string) => `Opening ${name}…`,
  segmenting: (name: string) => `Segmenting ${name}…`,
  ofPrediction: (found: string) => `${found} · prediction`,
  area: (mean: string, unit: string) => `area ${mean} ${unit}`,
  covered: (fraction: number) => `${percentText(fraction, 1)} covered`,
  meanAndSd: (mean: string, sd: string) => `${mean} ± ${sd}`,
  withUnit: (title: string, unit: string) => `${title} (${unit})`,

  histogramOf: 'Histogram of',
  histogramNamed: (column: string, content: string) => `Histogram of ${column}: ${content}`,
  noValues: 'no values',
  values: (count: number, min: string, max: string, mean: string) =>
    `${formatCount(count)} values from ${min} to ${max}, mean ${mean}`,
} as const;
