import type { ModelCard, Normalization } from '#domain/model/modelCard.ts';

const FIRST_NETWORK = { depth: 4, baseFeatures: 16, inputChannels: 1, classCount: 2 };

const PERCENTILES: Normalization = {
  kind: 'percentile',
  lowPercent: 0.1,
  highPercent: 99.9,
  outputRange: [-1, 1],
};

const SHARED_TRAINING =
  'Adam with cosine decay on the weighted cross-entropy of Ronneberger 2015, eq. 2 (w0 = 10, σ = 5 px), with elastic deformation, rotation, mirroring, scaling by 0.8–1.25 and changes of grey values. No batch normalisation; inputs are one grey plane.';

/** Cards of the models that come with Cellpane; scores are added by `withScores`. */
export const MODEL_CARDS: readonly ModelCard[] = [
  {
    id: 'nuclei',
    title: 'Nuclei (fluorescence)',
    summary: 'Bright cell nuclei on a dark background in wide-field or confocal fluorescence.',
    modality: 'Fluorescence microscopy of stained nuclei',
    version: '0.1.0',
    network: FIRST_NETWORK,
    trainedOn: [
      {
        name: 'Data Science Bowl 2018 stage 1 (BBBC038), its fluorescence images: 201 images',
        licence: 'CC0',
        url: 'https://bbbc.broadinstitute.org/BBBC038',
      },
      {
        name: 'Van Valen et al. 2016 (DeepCell), nuclei: 7 images',
        licence: 'none stated',
        url: 'https://github.com/CovertLab/DeepCell',
      },
      {
        name: 'StarDist 2D sample image: 1 image',
        licence: 'BSD-3-Clause',
        url: 'https://github.com/stardist/stardist',
      },
    ],
    trainingNote: `6,500 steps on tiles of 196 × 196 px. ${SHARED_TRAINING} It has never seen histology (H&E) or bright-field images: expect little there. Nuclei much larger or smaller than 20–30 px need another scale. Threshold and minimum size: the best F1 at IoU 0.5 (0.88) in a sweep over its 201 training images with \`npm run evaluate -- --sweep\`.`,
    normalization: PERCENTILES,
    channels: ['nuclei'],
    pixelSizeUm: null,
    objectDiameterPx: [20, 30],
    defaults: {
      threshold: 0.6,
      minimumSizePx: 16,
      fillHoles: true,
      removeBorderObjects: false,
      splitTouching: 0.5,
      growToBorders: false,
    },
    scores: [],
    licence:
      'MIT as far as the training images allow: one of the three sets states no licence, so ask its authors before commercial use.',
  },
  {
    id: 'em-membranes',
    title: 'Membranes (electron microscopy)',
    summary: 'Cell profiles between dark membranes in thin-section electron micrographs.',
    modality: 'Serial-section transmission electron microscopy of neural tissue',
    version: '0.1.0',
    network: FIRST_NETWORK,
    trainedOn: [
      {
        name: 'ISBI 2012 EM segmentation challenge (Drosophila ventral nerve cord), slices 0–23 of the training stack: 24 images',
        licence:
          'free for research with citation (Cardona et al. 2010; Arganda-Carreras et al. 2015)',
        url: 'https://imagej.net/events/isbi-2012-segmentation-challenge',
      },
    ],
    trainingNote: `5,000 steps on tiles of 244 × 244 px, with class balance. ${SHARED_TRAINING} Class 1 is the inside of cells, class 0 the membrane. One stack of one tissue from one microscope: other preparations, stains or pixel sizes need a trial first. Averaging rotations helps noticeably. Threshold and minimum size: among the lowest adapted Rand errors (0.03) of a sweep over its training slices, with the better F1.`,
    normalization: PERCENTILES,
    channels: ['electrons'],
    pixelSizeUm: 0.004,
    objectDiameterPx: [14, 80],
    defaults: {
      threshold: 0.6,
      minimumSizePx: 50,
      fillHoles: true,
      removeBorderObjects: false,
      splitTouching: 0,
      growToBorders: true,
    },
    scores: [],
    licence:
      'MIT as far as the training images allow: those were published free for research with citation, without a formal licence.',
  },
  {
    id: 'phase-u373',
    title: 'U373 cells (phase contrast)',
    summary: 'Whole glioblastoma cells of the U373 line, well apart, in phase contrast.',
    modality: 'Phase-contrast microscopy of adherent cells',
    version: '0.1.0',
    network: FIRST_NETWORK,
    trainedOn: [
      {
        name: 'Cell Tracking Challenge PhC-C2DH-U373, 30 frames of sequence 02 (silver truth)',
        licence:
          'free for research with citation (Ulman et al. 2017; data of S. Kumar, UC Berkeley)',
        url: 'https://celltrackingchallenge.net/2d-datasets/',
      },
    ],
    trainingNote: `2,500 steps on tiles of 260 × 260 px. ${SHARED_TRAINING} One sequence of one cell line: it knows these cells, their halos and this background, and little else. Threshold and minimum size: the best SEG (0.83) in a sweep over its training frames.`,
    normalization: PERCENTILES,
    channels: ['phase contrast'],
    pixelSizeUm: 0.65,
    objectDiameterPx: [60, 120],
    defaults: {
      threshold: 0.8,
      minimumSizePx: 500,
      fillHoles: true,
      removeBorderObjects: false,
      splitTouching: 0,
      growToBorders: false,
    },
    scores: [],
    licence:
      'MIT as far as the training images allow: those are free for research with citation under the terms of the Cell Tracking Challenge.',
  },
];

/** The same card with figures from `npm run evaluate` in place of its own. */
export function withScores(card: ModelCard, scores: ModelCard['scores']): ModelCard {
  return { ...card, scores };
}
