import { countText, formatCount, listText } from '#text/format.ts';

/** The dialog that writes files. */
export const exportText = {
  title: 'Export',
  source: 'Objects',
  sources: { segmentation: 'Segmentation', annotation: 'Annotation' },
  scope: 'Images',
  scopes: {
    thisImage: 'This image',
    plane: 'This plane',
    image: 'All planes of this image',
    all: 'All images',
  },
  formats: 'Formats',
  formatNotes: {
    'labels-tiff': 'Objects by number, planes as one stack: Fiji, napari, CellProfiler, Python',
    'mask-png': 'Objects white, background black',
    'overlay-png': 'The picture as shown, with its objects',
    'probability-tiff': 'What the network thinks, 0 to 1, before the threshold',
    'objects-csv': 'A line for each object',
    'summary-csv': 'A line for each plane: count, density, areas',
    'imagej-rois': 'Outlines for the ROI Manager of Fiji and ImageJ',
    geojson: 'Outlines for QuPath, holes kept',
    coco: 'Objects for Python and machine learning',
  },
  noMap: 'An annotation has no probabilities',
  zipped: 'One ZIP file',
  zippedNote: 'Otherwise the browser saves each file, and may ask whether it may save several.',
  start: 'Export files',
  cancel: 'Cancel',
  another: 'Export again',
  close: 'Close',
  progress: 'Export',
  writing: (name: string, done: number, total: number) =>
    `${name}: plane ${formatCount(done + 1)} of ${formatCount(total)}`,
  preparing: 'Preparing …',
  written: (planes: number, files: readonly string[]) =>
    files.length === 1
      ? `${planesText(planes)} in ${files[0]}`
      : `${planesText(planes)} in ${formatCount(files.length)} files: ${listText(shortened(files))}`,
  nothing: {
    segmentation: 'Nothing is segmented there yet. Press Segment first.',
    annotation: 'Nothing is annotated there yet.',
  },
  nothingWritten: 'Nothing was written.',
  cancelled: 'Cancelled: nothing was saved.',
  failures: (count: number) => `${countText(count, 'plane', 'planes')} could not be written`,
  planeName: (name: string, z: number, t: number) => `${name}, z ${z}, time ${t}`,
  failed: 'The files could not be written',
  noFormat: 'Choose a format',
  pixelsMissing: 'The file of this image is missing. Open it again and export once more.',
  mapGone: 'What was found there is not kept any more. Segment the plane again.',
} as const;

const SHOWN_FILES = 6;

function shortened(files: readonly string[]): readonly string[] {
  return files.length > SHOWN_FILES ? [...files.slice(0, SHOWN_FILES), '…'] : files;
}

function planesText(count: number): string {
  return countText(count, 'plane', 'planes');
}
