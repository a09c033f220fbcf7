import { formatCount, listText } from '#text/format.ts';

/** Titles of alerts: what failed. What it means and what to do follows from the error itself. */
export const failureText = {
  image: 'the image',
  notOpened: (name: string) => `${name} could not be opened`,
  pageNotOpened: (page: number, name: string) => `Page ${page} of ${name} could not be opened`,
  notSegmented: (name: string) => `${name} could not be segmented`,
  notExported: (name: string) => `${name} could not be exported`,
  sampleNotMade: (title: string) => `The sample “${title}” could not be made`,
  unknownSample: 'Unknown sample',
  noSample: (id: string, known: string) => `There is no sample “${id}”. Known samples: ${known}.`,
  graphicsCard: 'The graphics card failed',

  objectsNotUpdated: (name: string) => `The objects of ${name} could not be updated`,
  objectsNotDeleted: (name: string) => `The objects of ${name} could not be deleted`,
  objectsNotBroughtBack: (name: string) => `The objects of ${name} could not be brought back`,
  objectsNotMeasured: (name: string) => `The objects of ${name} could not be measured`,
  objectsNotTakenOver: (name: string) => `The objects of ${name} could not be taken over`,

  annotationNotBegun: (name: string) => `The annotation of ${name} could not begin`,
  annotationNotChanged: (name: string) => `The annotation of ${name} could not be changed`,
  annotationNotRead: 'The annotation could not be read',
  annotationNotExported: (name: string) => `The annotation of ${name} could not be exported`,
  noAnnotation: (name: string) => `${name} could not be used as annotation`,

  modelsNotLoaded: 'The models could not be loaded',
  ownModelsNotLoaded: 'Your own models could not be loaded',
  unknownModel: 'Unknown model',
  noModel: (id: string, known: string) =>
    `There is no model “${id}”. Known models: ${known}. The first one is chosen instead.`,
  modelNotLoaded: (title: string) => `The model “${title}” could not be loaded`,
  modelNotRenamed: 'The model could not be renamed',
  modelNotDeleted: (title: string) => `“${title}” could not be deleted`,
  modelNotBroughtBack: 'The model could not be brought back',
  modelNotExported: (title: string) => `“${title}” could not be exported`,
  modelNotKept: 'The model could not be kept',

  weightMap: 'The weight map could not be drawn',
  augmentation: 'The augmentation could not be drawn',
  recipe: (name: string) => `${name} could not be used as a recipe`,
  methods: 'The methods text could not be written',
  notStarted: 'The training could not start',
  trainingFailed: 'The training failed',
  trainingStopped: 'The training stopped',
  notPaused: 'The training could not be paused',
  notGoingOn: 'The training could not go on',
  notStopped: 'The training could not be stopped',
  notResumed: 'The interrupted training could not go on',
  notForgotten: 'The training could not be deleted',
  checkpoint: 'The state of the training could not be stored',

  chooseModelFirst: 'Choose a model to fine-tune first.',
  imageClosed: 'The image is not open any more.',
  closedWhileRead: 'Closed while it was read.',
  imageGone: (name: string) => `${name} was closed, or has no annotation any more.`,
  unknownClass: (name: string, highest: number, known: number) =>
    `${name} has objects of class ${highest}, but the chosen model knows classes 1 to ${known} only. Train from scratch, or give these objects another class.`,
  lossNoNumber:
    'The loss was no number any more, so the training ended with its last good weights. Lower the learning rate, or clip the gradient, and train again.',
} as const;

/** Remarks that go by themselves. */
export const noticeText = {
  trainingEnded: 'Training has ended. What came of it waits under Train.',
  nothingToOpen: 'Nothing to open: only hidden or system files there.',
  skipped: (count: number) =>
    count === 1
      ? 'One file that is no image was skipped.'
      : `${formatCount(count)} files that are no images were skipped.`,
  noFinitePixel: (name: string) =>
    `${name} holds no finite pixel (all are NaN or infinite): it is shown black.`,
  importedLabels: (count: number) =>
    count === 1
      ? 'One label image was taken as annotation of its image.'
      : `${formatCount(count)} label images were taken as annotations of their images.`,
  nothingPainted:
    'Nothing was painted: all of it lies on objects that are there already. Switch on “Over other objects” to paint over them.',
  historyFull: 'The history of undo is full: from now on its oldest steps are given up.',
  modelLoaded: (title: string) =>
    `The model “${title}” is loaded, chosen and kept in this browser.`,
  onlyInMemory: (title: string, reason: string) =>
    `“${title}” is only kept until this page is closed: download its files to have it again. ${reason}`,
  modelDeleted: (title: string) => `“${title}” was deleted.`,
  undo: 'Undo',
  modelKept: (title: string) =>
    `“${title}” is kept in this browser and chosen for the next segmentation.`,
  notResumable: 'The training goes on, but it cannot be resumed after this tab is closed.',
  methodsCopied: 'The methods text is on the clipboard.',
  recipeSet: (name: string) => `The recipe of ${name} is set.`,

  runCutOff: (count: number) =>
    count === 1
      ? 'A segmentation was cut off before its last image.'
      : `A segmentation was cut off with ${formatCount(count)} images to go.`,
  segmentRest: 'Segment the rest',

  nothingAnnotated:
    'Nothing is annotated yet. Paint some objects and some background, or use a prediction as annotation.',
  nothingToTrain: 'No annotated image is left to train on. Set at least one to “Train” or “Auto”.',
} as const;

/** Questions, with their two answers. */
export const questionText = {
  longRun: (time: string) => `This will take about ${time}`,
  longRunHint:
    'The page stays usable meanwhile, and the run can be stopped at any time. A smaller region or a smaller scale takes less time.',
  largeRescale: (times: string) => `Resampling makes this ${times} times as much work`,
  largeRescaleHint: (scale: string, tiles: string, time: string | null) =>
    `At ${scale}× there are about ${tiles} tiles${time === null ? '' : `, which take about ${time}`}. Is the pixel size right? A smaller scale or region takes less; the run can be stopped at any time.`,
  start: 'Start',
  notNow: 'Not now',

  discardRun: 'Throw this training away?',
  discardRunHint: 'Its weights were not kept and will be lost.',
  discard: 'Throw away',
  goBack: 'Go back',

  forgetRun: 'Forget the interrupted training?',
  forgetRunHint: 'Its images, annotations and weights are deleted from this browser.',
  forget: 'Forget it',
  keep: 'Keep it',

  replaceRun: 'Give up the interrupted training?',
  replaceRunHint:
    'It can be resumed now. A new training takes its place, and its weights are lost.',
  startAnew: 'Start anew',
} as const;

/** Names that the page gives to what it makes. */
export const madeText = {
  usePrediction: 'use of the prediction',
  importLabels: 'import of labels',
  loadedModel: 'Loaded model',
  fromScratch: 'From scratch',
  trainedFromScratch: 'Trained from scratch',
  fineTuned: ', fine-tuned',
  objects: 'objects',
  annotation: 'annotation',
  parts: (parts: readonly string[]) => listText(parts),
} as const;
