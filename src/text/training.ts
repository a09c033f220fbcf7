import { countText, formatCount, formatFixed, percentText } from '#text/format.ts';

/** The panel of training: its data, its plan, a run and what comes of it. */
export const trainingText = {
  title: 'Training',
  data: 'Training data',
  roles: { auto: 'Auto', training: 'Train', validation: 'Validate', unused: 'Not used' },
  useOf: (name: string) => `Use of ${name}`,
  annotated: (objectCount: number, share: string) =>
    `${countText(objectCount, 'object', 'objects')} · ${share} annotated`,
  share: (fraction: number) => percentText(fraction),
  hardlyAny: 'under 1%',
  seedDecides: (role: string) => ` · ${role}`,
  inRun: {
    training: 'trains',
    validation: 'validates',
    both: 'trains, a part validates',
    unused: 'not used',
  },
  noObject:
    'No object is annotated in the images to train on: the network would learn that everything is background.',
  planning: 'Looking at what this machine can do…',
  backends: { webgpu: 'WebGPU', webgl: 'WebGL', wasm: 'WebAssembly', cpu: 'JavaScript' },
  tiles: (edgePx: number) => `tiles of ${edgePx} px`,
  perStep: (batchSize: number) => `${batchSize} per step`,
  about: (amount: string) => `about ${amount}`,

  showPreview: 'Show weights and augmentation',
  preview: 'What the network is shown',
  image: 'Image',
  weightMap: 'Weight map',
  augmentation: 'Augmentation',
  notDrawn: 'It could not be drawn.',
  weightsHint:
    'How much each pixel counts. Pixels without colour are not annotated and count nothing.',
  drawsHint:
    'Twelve draws of one place. Outlines: where the network is told that objects are. Dark: not annotated, or mirrored beyond the edge of the image, so ignored.',
  draw: (number: number) => `Draw ${number}`,

  progress: 'Training progress',
  modes: {
    none: '',
    preparing: 'Preparing',
    running: 'Running',
    paused: 'Paused',
    ended: 'Ended',
    kept: 'Kept',
  },
  fineTuning: (title: string) => `Fine-tuning ${title}`,
  ofProject: (run: string, project: string) => `${run}, of project “${project}”`,
  reading: 'Reading images and annotations…',
  predictionNow: 'Current prediction on',
  predictionOn: (name: string) => `Prediction on ${name}`,
  comesLater: 'Comes with the next validation',
  step: (step: number) => `Step ${formatCount(step)}`,

  lossByStep: 'Loss by step',
  loss: 'Loss',
  logarithmic: 'Log',
  eachStep: 'Each step',
  smoothed: 'Smoothed',
  validationByStep: 'Validation by step',
  validation: 'Validation',
  iou: 'IoU',
  f1: 'F1',
  noStep: 'No step done yet.',
  noNumber: 'no number',
  lossAt: (value: string, step: number) => `${value} at step ${formatCount(step)}`,
  lossSmoothed: (value: string, step: number, mean: string) =>
    `${value} at step ${formatCount(step)} (smoothed ${mean})`,
  notValidated: 'Not validated yet.',
  scoreAt: (iou: number, f1: number, step: number) =>
    `IoU ${formatFixed(iou, 3)}, F1 ${formatFixed(f1, 3)} at step ${formatCount(step)}`,

  keptAs: (title: string) =>
    `Kept as “${title}” and chosen as the network. Rename, download or delete it under “About this network”, beside its name.`,
  copyMethods: 'Copy methods text',
  closeRun: 'Close this run',
  methods: 'Methods text',
  copyByHand: 'This browser does not let the page use the clipboard. Select the text and copy it.',

  interrupted: 'Interrupted training',
  resume: 'Resume',
  discard: 'Discard',
  imagesAndMore: (first: string, others: number) => `${first} and ${others} more`,
  offer: (data: string, step: number, steps: number, when: string) =>
    `A training on ${data} was interrupted at step ${formatCount(step)} of ${formatCount(steps)} (${when}). Its images and annotations are kept in this browser.`,
} as const;

/** How a run goes, and why it ended. */
export const trainingRunText = {
  startingEngine: 'Starting the engine…',
  preparing: 'Preparing the network…',
  stepOf: (step: number, steps: number) => `Step ${formatCount(step)} of ${formatCount(steps)}`,
  perStep: (time: string) => `${time}/step`,
  left: (time: string) => `${time} left`,

  neverValidated: 'It was never validated: the last weights count.',
  score: (iou: number, f1: number) => `IoU ${formatFixed(iou, 3)}, F1 ${formatFixed(f1, 3)}`,
  noneBetter: (score: string) =>
    `No step scored higher than the network before training (${score}): “Keep best” keeps that network, unchanged.`,
  modelIsBest: (score: string) =>
    `No step scored higher than the model before training (${score}): there is nothing new to keep.`,
  best: (score: string, step: number) => `Best: ${score} at step ${formatCount(step)}.`,
  finished: (steps: number) => `Training finished after ${formatCount(steps)} steps.`,
  outOfTime: (steps: number) =>
    `Training ended by its time limit, after ${formatCount(steps)} steps.`,
  stoppedEarly: (steps: number) =>
    `Training ended after ${formatCount(steps)} steps: the score no longer rose.`,
  notFinite: (steps: number) =>
    `Training ended after ${formatCount(steps)} steps: the loss was no number any more.`,
  failed: (steps: number) => `Training failed after ${formatCount(steps)} steps.`,
  stopped: (steps: number) => `Stopped after ${formatCount(steps)} steps.`,
} as const;
