import { type HelpBlock, heading, list, note, text } from '#text/help/helpBlocks.ts';

export const trustHelp: readonly HelpBlock[] = [
  text(
    'A network always answers. It gives clean outlines for images it has never seen the like of, and it does not say so. Whether the result is right, only a look at the images can tell.',
  ),
  heading('Be wary when'),
  list(
    'The images come from another kind of microscope or stain than those the model was trained on. A model for fluorescent nuclei knows nothing of phase contrast, tissue sections or electron micrographs.',
    'The objects look larger or smaller than those it was trained on. Set “Scale” so that they come near the size that the model names.',
    'Objects touch or overlap. Counts are the first to suffer: look whether clusters were cut too often or not at all, and tune “Split touching”.',
    'Focus, exposure or background differ within one experiment. A threshold that suits one image may bias the next.',
    'Objects are cut by the border of the image. Their area is too small; “Remove objects at the border” leaves them out.',
    'The answer decides something: a small difference between groups may be a difference in brightness that moved the outlines.',
  ),
  heading('How to check'),
  list(
    'Look at the outlines of at least ten images from every group, chosen at random, not the ones you like.',
    'Annotate a few images that were not used for training, and compare: by eye, or with the scores of “npm run evaluate”.',
    'Only images that were never trained on say how good a model is. Tiles of the same image are not independent, nor are neighbouring frames of a film.',
    'Keep threshold and sizes the same for all images of an experiment, and report them.',
    'Compare counts and areas with a count by hand of a few images. State the error.',
  ),
  heading('What the scores mean'),
  {
    kind: 'facts',
    rows: [
      [
        'IoU',
        'Shared area of prediction and truth over their joint area. 1 is perfect. Says little about counts.',
      ],
      [
        'F1',
        'Objects found at an IoU of at least 0.5: the mean of how many are right and how many were found.',
      ],
      ['Loss', 'What the training lowers. Compare it only within one run.'],
    ],
  },
  note(
    'The scores on a model’s card were measured on images like those it was trained on. On yours they may be lower.',
  ),
];
