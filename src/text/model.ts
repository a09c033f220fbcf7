import { countText, formatFixed } from '#text/format.ts';

/** Choosing a network, and what is known of one. */
export const modelText = {
  title: 'Model',
  load: 'Load a model',
  about: 'About this network',
  loading: 'Loading models…',
  choose: 'Choose a model',
  builtIn: 'Built in',
  yours: 'Yours',
  foundWith: (title: string) => `Found with ${title}`,

  titleField: 'Title',
  rename: 'Rename',
  export: 'Export model',
  formats: {
    'tfjs-layers': 'tfjs-layers (ZIP)',
    bioimageio: 'bioimage.io package (ZIP)',
    onnx: 'ONNX',
  },
  copyMethods: 'Copy methods text',
  delete: 'Delete',

  facts: 'Facts',
  imaging: 'Imaging',
  objects: 'Objects',
  network: 'Network',
  networkShape: (depth: number, features: number) =>
    `U-Net, depth ${depth}, ${features} features at the first level`,
  version: 'Version',
  licence: 'Licence',
  trainedOn: 'Trained on',
  scoredOn: 'Scored on',
  howWell: 'How well it does',
  withLicence: (licence: string) => `(${licence})`,
  scoreCaption: (data: string, imageCount: number, note: string) =>
    `${data}, ${countText(imageCount, 'image', 'images')}. ${note}`,

  acrossPx: ([small, large]: readonly number[]) => `${small}–${large} px across`,
  atPixelSize: (size: string, pixelSizeUm: number) => `${size}, at ${pixelSizeUm} µm per px`,
  notStated: 'not stated',
  ownValidation: (validation: string) => `its own validation: ${validation}`,
  noScore: 'no unseen images to score it on',
  figure: (name: string, value: number) => `: ${name} ${formatFixed(value, 2)}`,
  moreScores: (count: number) => ` (and ${count} more)`,
  onlyValidated: (validation: string) =>
    `On the parts of its images that were held back to validate on: ${validation}. Other images may fare worse; check its result on them.`,
  notScored:
    'Not known: there is no labelled image at hand that it was not trained on. Check its result on your own images.',

  /** Figures as papers name them. */
  shortFigures: { f1_50: 'F1', iou: 'IoU', dice: 'Dice', pq: 'PQ' },
  figures: {
    iou: 'Foreground IoU',
    dice: 'Dice',
    f1_50: 'F1 at IoU 0.5',
    ap50: 'AP at IoU 0.5',
    ap75: 'AP at IoU 0.75',
    pq: 'Panoptic quality',
    seg: 'SEG',
    pixelError: 'Pixel error',
    randError: 'Rand error',
    viSplit: 'VI split',
    viMerge: 'VI merge',
  },
} as const;

/** How a network was trained, in the dialog about it. */
export const trainingFactsText = {
  title: 'Training',
  startedFrom: 'Started from',
  randomWeights: 'random weights',
  steps: 'Steps',
  stepsIn: (steps: number, time: string, day: string) => `${steps} in ${time}, ${day}`,
  optimiser: 'Optimiser',
  adam: 'Adam',
  sgd: (momentum: number) => `SGD with momentum ${momentum}`,
  rate: (optimizer: string, rate: number) => `${optimizer}, learning rate ${rate}`,
  seed: 'Seed',
  tileAndBatch: 'Tile, batch',
  tileBatch: (edgePx: number, batch: number) => `${edgePx} px, ${batch}`,
  runOn: 'Run on',
  machine: (backend: string, adapter: string, version: string, tfjsVersion: string) =>
    `${backend} (${adapter}), Cellpane ${version}, tfjs ${tfjsVersion}`,
  validation: 'Validation',
  noValidation: 'none',
  score: (iou: number, f1: number, step: number) =>
    `IoU ${formatFixed(iou, 2)}, F1 ${formatFixed(f1, 2)} after step ${step}`,
  images: 'Images',
  image: (name: string, width: number, height: number, objects: number, role: string) =>
    `${name}: ${width} × ${height} px, ${countText(objects, 'object', 'objects')}, ${role}`,
  moreImages: (count: number) => `and ${count} more`,
} as const;
