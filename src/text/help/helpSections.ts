/** A section of the help page; its id is part of its address: `#help/trust`. */
export interface HelpSection {
  readonly id: HelpSectionId;
  readonly title: string;
}

export type HelpSectionId =
  | 'start'
  | 'unet'
  | 'annotate'
  | 'train'
  | 'trust'
  | 'cite'
  | 'privacy'
  | 'keyboard'
  | 'files';

/** The sections in reading order. */
export const helpSections: readonly HelpSection[] = [
  { id: 'start', title: 'In five minutes' },
  { id: 'unet', title: 'What a U-Net is' },
  { id: 'annotate', title: 'Annotating well' },
  { id: 'train', title: 'Training and fine-tuning' },
  { id: 'trust', title: 'When to trust the result' },
  { id: 'cite', title: 'How to cite' },
  { id: 'privacy', title: 'Privacy' },
  { id: 'keyboard', title: 'Keyboard' },
  { id: 'files', title: 'File formats' },
];

/** What the help page says about itself. */
export const helpText = {
  title: 'Help',
  contents: 'Contents',
  close: 'Close the help',
  tour: 'Start the tour',
  linkTo: (title: string) => `Link to “${title}”`,
} as const;
