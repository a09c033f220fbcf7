/** The parts of the page, and what it tells and asks. */
export const pageText = {
  name: 'Cellpane',
  close: 'Close',
  panels: 'Panels',
  sections: 'Sections',
  segmentationAndTraining: 'Segmentation and training',
  imagesAndDisplay: 'Images and display',
  segment: 'Segment',
  train: 'Train',
  images: 'Images',
  results: 'Results',
  paused: 'paused',

  messages: 'Messages',
  dismiss: 'Dismiss',
  dismissAll: 'Dismiss all',
  onlyNewest: 'Show only the newest',
  moreMessages: (count: number) => `+${count} more`,
  fault: 'Something went wrong inside the page',

  export: 'Export',

  wholeNumberFrom: (min: number, max: number) => `A whole number from ${min} to ${max}.`,
  numberFrom: (min: number, max: number) => `A number from ${min} to ${max}.`,
  progress: (percent: number, text: string) => `${percent} percent, ${text}`,
  withShortcut: (title: string, shortcut: string) => `${title} (${shortcut})`,
  withHint: (title: string, hint: string) => `${title}: ${hint}`,
} as const;
