/** Words of the tour of the first steps. */
export const tourText = {
  name: 'First steps',
  progress: (step: number, count: number) => `Step ${step} of ${count}`,
  back: 'Back',
  next: 'Next',
  done: 'Done',
  skip: 'Skip the tour',
  showMe: 'Show me',
  finished: {
    title: 'That is the whole way',
    text: 'The help tells more about each step, and begins this tour again.',
  },
} as const;

/** A step of the tour; `target` is the part of the page that it is about. */
export interface TourStep {
  readonly target: 'open' | 'segment' | 'brush' | 'train';
  readonly title: string;
  readonly text: string;
}

/** The four steps, in the order of the work. */
export const tourSteps: readonly TourStep[] = [
  {
    target: 'open',
    title: 'Open an image',
    text: 'Drop a file on the page, or try a sample. Nothing leaves this computer.',
  },
  {
    target: 'segment',
    title: 'Segment it',
    text: 'Choose a model and press Segment. Then move Threshold until the outlines fit.',
  },
  {
    target: 'brush',
    title: 'Correct what is wrong',
    text: 'Use the prediction as annotation, then paint with the brush and erase.',
  },
  {
    target: 'train',
    title: 'Teach the network',
    text: 'Press Train: it learns from your corrections. Keep the best, and go on.',
  },
];
