import { countText, formatCount, formatFixed, percentText } from '#text/format.ts';

/** The scores of objects against annotations. */
export const evaluationText = {
  title: 'Evaluation',
  close: 'Close the evaluation',
  scope: 'Scores of',
  thisImage: 'This image',
  allImages: (count: number) => `All images (${formatCount(count)})`,
  failed: (name: string) => `${name} was not evaluated`,
  notExported: 'The scores were not exported',
  running: (position: number, count: number) =>
    `Comparing image ${formatCount(position)} of ${formatCount(count)}…`,
  nothingYet:
    'Needs objects and an annotation of the same image: segment it, then drop its label image beside it or annotate it by hand.',

  usedInTraining: (name: string) =>
    `${name} was used to train this model. A model knows the images that it was trained on, so these scores are better than those of new images would be.`,
  usedForValidation: (name: string) =>
    `${name} was used to choose among the steps of this model's training, so these scores may be better than those of new images.`,
  someUsedInTraining: (count: number, all: number) =>
    `${formatCount(count)} of ${countText(all, 'image', 'images')} were used in the training of their model, so the means are better than those of new images would be. They are marked in the table.`,
  trainedOn: (names: string) =>
    `The model was trained on ${names}. If this image is among them, these scores are too good.`,
  drawnFromObjects: (count: number, all: number) =>
    `${formatCount(count)} of ${countText(all, 'annotated object', 'annotated objects')} equal those that were found pixel for pixel. An annotation that was made from the prediction agrees with it by itself; a fair one is drawn without it.`,
  partly: (fraction: number) =>
    `${percentText(fraction, fraction > 0.999 ? 2 : 1)} of the pixels are not annotated and are left out of the comparison.`,
  notSegmented: (fraction: number) =>
    `${percentText(fraction, 1)} of the pixels are annotated but not segmented and are left out.`,
  noBackground:
    'No background is annotated, so false objects cannot be seen and outlines that reach too far cost nothing. Annotate the background too: Rest is background.',

  threshold: 'Found from IoU',
  thresholdHint:
    'An object counts as found when it overlaps its annotated object at least this much: shared pixels over pixels of either.',
  hits: 'Hits',
  missed: 'Missed',
  false: 'False',
  hitsHint: 'annotated and found',
  missedHint: 'annotated, not found',
  falseHint: 'found, not annotated',
  legend: 'Legend of the comparison',
  hiddenOverlay:
    'Hits and misses are drawn over the image while Prediction is shown and no tool that paints is in hand.',

  chartTitle: 'Average precision by IoU',
  chartText: (points: string, mean: string) => `${points}. Mean ${mean}.`,
  chartPoint: (iou: number, value: number) => `${formatFixed(value, 3)} at ${formatFixed(iou, 2)}`,

  scores: 'Scores',
  perfect: 'All scores run from 0 to 1, and 1 is perfect, unless another range is given.',
  atIou: (iou: number) => ` at IoU ${formatFixed(iou, 2)}`,
  names: {
    f1: 'F1',
    precision: 'Precision',
    recall: 'Recall',
    ap: 'AP',
    apMean: 'AP 0.50…0.95',
    pq: 'PQ',
    sq: 'SQ',
    rq: 'RQ',
    seg: 'SEG',
    iou: 'IoU',
    dice: 'Dice',
    rand: 'Adapted Rand error',
    viSplit: 'VI split',
    viMerge: 'VI merge',
  },
  meanings: {
    f1: 'How well objects are found, with misses and false objects weighing the same.',
    precision: 'Share of the found objects that are real.',
    recall: 'Share of the real objects that were found.',
    ap: 'Hits over hits, misses and false objects together.',
    apMean: 'The same, averaged over ten thresholds: outlines must fit ever more closely.',
    pq: 'SQ times RQ: whether objects are found and how well they fit, in one number.',
    sq: 'How well the outlines of the found objects fit: their mean IoU.',
    rq: 'Whether objects are found, from an IoU of 0.50: their F1.',
    seg: 'Mean overlap of each real object with the one that covers most of it; missed ones count 0.',
    iou: 'Overlap of all objects taken as one area, whichever object a pixel belongs to.',
    dice: 'As IoU, but shared area counts twice: always the kinder of the two.',
    rand: 'How often two pixels are wrongly taken for the same or for different objects; 0 is perfect.',
    viSplit: 'Grows when real objects are cut apart; in bits, 0 is perfect.',
    viMerge: 'Grows when real objects are joined; in bits, 0 is perfect.',
  },

  wrongTitle: 'Missed and false objects',
  allFound: 'None at this threshold.',
  wrongName: (isMissed: boolean, label: number) =>
    isMissed ? `Missed ${formatCount(label)}` : `False ${formatCount(label)}`,
  wrongFacts: (areaPx: number, bestIou: number) =>
    `${formatCount(areaPx)} px², IoU ${formatFixed(bestIou, 2)}`,
  more: (count: number) => `${formatCount(count)} smaller ones are not listed.`,

  evaluateAll: 'Evaluate all',
  exportCsv: 'Export CSV',
  perImage: 'Scores by image',
  image: 'Image',
  mean: 'Mean',
  trainedMark: 'used in training',
  score: (value: number) => (Number.isFinite(value) ? formatFixed(value, 3) : '–'),
} as const;
