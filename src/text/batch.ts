import { countText, formatCount, formatDuration, formatFixed, percentText } from '#text/format.ts';

/** Segmentation of a whole folder. */
export const batchText = {
  title: 'Segment a folder',
  progressName: 'Batch',
  rowsName: 'Files of the batch',

  images: 'Images',
  results: 'Results',
  chooseFolder: 'Choose folder…',
  chooseImages: 'Choose the folder of images',
  chooseResults: 'Choose the folder for the results',
  noFolder: 'No folder chosen. Subfolders are included.',
  reading: 'Reading the folder…',
  folderHolds: (name: string, images: number, others: number) =>
    `${name}: ${countText(images, 'image', 'images')}${
      others > 0 ? `, ${countText(others, 'other file', 'other files')} skipped` : ''
    }`,
  resultsInto: (name: string) => `${name}, with the subfolders of the images`,
  resultsZip: 'One ZIP file at the end, until a folder is chosen.',
  resultsOnlyZip: 'One ZIP file at the end: this browser gives no access to folders.',
  settings: 'Settings',
  asNow: 'As they are on the page now:',
  noModel: 'Choose a model on the page first.',
  scale: (factor: string) => `scale ${factor}×`,
  matched: 'scaled to the network’s pixel size where it is known',
  threshold: (value: string) => `threshold ${value}`,
  minimumSize: (px: number) => `minimum size ${formatCount(px)} px`,
  splitTouching: (value: string) => `split touching ${value}`,
  averaged: 'mean of 8 orientations',
  inverted: 'inverted',
  channels: (channels: readonly number[]) => `channels ${channels.join(', ')}`,
  planes: 'Stacks',
  planesFirst: 'First plane',
  planesAll: 'All planes',
  files: 'Files of each image',
  filesHint: 'Beside them: summary.csv, a line per image, and run.json, the settings and times.',
  formats: {
    'labels-tiff': 'Label image (TIFF)',
    'mask-png': 'Mask (PNG)',
    'overlay-png': 'Overlay (PNG)',
    'probability-tiff': 'Probability map (TIFF)',
    'objects-csv': 'Measurements (CSV)',
    'imagej-rois': 'ImageJ ROIs (ZIP)',
    geojson: 'GeoJSON',
    coco: 'COCO (JSON)',
  },
  start: 'Start',
  stillInterrupted: (name: string) =>
    `The batch of ${name} that was cut off is given up when another one starts.`,

  columns: {
    file: 'File',
    state: 'State',
    objects: 'Objects',
    area: 'Mean area',
    covered: 'Covered',
    seconds: 'Time',
    action: 'Action',
  },
  states: {
    waiting: 'Waiting',
    reading: 'Reading',
    segmenting: (share: number) => `Segmenting ${percentText(share)}`,
    writing: 'Writing',
    done: 'Done',
    failed: 'Failed',
    skipped: 'Skipped',
  },
  areaPx: (px: number) => `${formatFixed(px, 0)} px²`,
  skip: 'Skip',
  retry: 'Retry',
  skipFile: (path: string) => `Skip ${path}`,
  retryFile: (path: string) => `Retry ${path}`,
  pause: 'Pause',
  goOn: 'Go on',
  cancel: 'Cancel batch',
  retryFailed: 'Retry all failed',
  saveAgain: 'Save the ZIP again',
  another: 'Another folder',
  show: 'Show',
  hide: 'Close',

  doneOf: (done: number, total: number) => `${formatCount(done)} of ${formatCount(total)}`,
  failedCount: (count: number) => `${formatCount(count)} failed`,
  skippedCount: (count: number) => `${formatCount(count)} skipped`,
  timeLeft: (seconds: number) => `${formatDuration(seconds)} left`,
  pausing: 'pauses after this file',
  paused: 'paused',
  givingWay: 'waits for the segmentation of the page',
  finishing: 'writing the summary',
  done: 'done',
  ended: 'cancelled',
  outcome: (images: number, objects: number) =>
    `${countText(objects, 'object', 'objects')} in ${countText(images, 'image', 'images')}`,
  writtenTo: (name: string) => `Results, summary.csv and run.json are in ${name}.`,
  savedAsZip: 'Saved as one ZIP file, with summary.csv and run.json.',
  nothingDone: 'Nothing was segmented.',
  spoken: (status: string) => `Batch: ${status}`,
  barOf: (name: string) => `Batch of ${name}`,

  interrupted: 'Interrupted batch',
  interruptedText: (name: string, done: number, total: number) =>
    `The batch of ${name} was cut off: ${formatCount(done)} of ${countText(total, 'image', 'images')} done.`,
  chooseAgain: 'Choose the same folder again to go on.',
  resume: 'Resume',
  discard: 'Discard',

  notStarted: 'The batch could not start',
  notResumed: 'The batch could not go on',
  stopped: 'The batch has paused',
  notSummarised: 'The summary of the batch could not be written',
  notFound: (name: string) => `The folder ${name} could not be read`,
  full: 'There is no space left for the results: the disk, or the browser’s share of it, is full. Free some space and press “Go on”.',
  folderGone: (name: string) =>
    `Nothing can be written into the folder ${name} any more: it was moved or deleted, or the browser took the permission back. Put it back and press “Go on”, or reload the page and press “Resume” to allow it again.`,
  notWritten: (path: string, reason: string) =>
    `${path} could not be written: ${reason}. Choose a folder for the results that this computer can write to.`,
  notAllowed: (name: string) =>
    `The browser may not use the folder ${name}, so the batch cannot go on. Press “Resume” again and allow it.`,
  modelGone: (title: string) =>
    `The model “${title}” is not in this browser any more. Load it again, or discard the batch.`,
  otherTab: 'Another tab of this page works on this batch. Go on there, or close that tab first.',
  noImages: (name: string) =>
    `The folder ${name} holds no image that can be read. Choose another folder.`,
  otherFolder: (chosen: string, name: string) =>
    `None of the images of the batch is in ${chosen}. Choose the folder ${name} again.`,
  noChannel: (asked: number, count: number) =>
    `The settings ask for channel ${asked}, but this image has ${count}. Choose other channels for the network and start a batch of these images.`,
  largeGrowth: (growth: number) =>
    `To match the network’s pixel size, this image would grow to ${formatFixed(growth, 0)} times its pixels. Check the pixel size in the file, or set Scale by hand for these images.`,
  fileGone:
    'The file is not in the folder any more, or was changed while it was read. Put it back and press “Retry”.',
  skippedError: 'skipped',
} as const;
