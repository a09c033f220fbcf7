import { type HelpBlock, heading, list, note, text } from '#text/help/helpBlocks.ts';

export const annotateHelp: readonly HelpBlock[] = [
  text(
    'A network learns what you paint, with every hesitation. A few images that are annotated with care teach more than many done in a hurry.',
  ),
  heading('Three kinds of pixels'),
  {
    kind: 'facts',
    rows: [
      ['Object', 'Each object has a number of its own, so that touching ones stay apart.'],
      ['Background', 'You have looked, and there is no object.'],
      [
        'Not annotated',
        'You have not looked, or you cannot tell. The training takes no notice of these pixels.',
      ],
    ],
  },
  heading('What helps'),
  list(
    'Start from the prediction (U) and correct it: that is faster than painting, and shows you what the network gets wrong.',
    'Annotate small regions of many images rather than all of one. Choose the ones where the network fails: dim, crowded, out of focus, at the border.',
    'Annotate everything inside a region, the difficult objects too. An object that was left out teaches the network to leave such objects out.',
    'Paint background as well. “Rest is background” (Shift+Q) does so for all that is not annotated yet; press it only when every object is painted.',
    'Draw the border where you would measure it, and always in the same way. Two people who annotate together should agree on ten objects first.',
    'Let touching objects touch. Cellpane puts the dividing line between them itself, and weighs it more in training.',
    'Leave what you cannot decide as “not annotated”.',
  ),
  note(
    'How many? Begin with two or three images, fine-tune, and look at an image that was not annotated. Where it still fails, annotate that, and train again. As long as another image raises the validation score, more annotation pays. A network from scratch needs far more than one that is fine-tuned.',
  ),
  heading('Tools'),
  {
    kind: 'facts',
    rows: [
      ['Brush, B', 'Paints a new object, or extends the one that is selected (with Shift).'],
      ['Eraser, E', 'Makes pixels background, or not annotated (with Shift).'],
      ['Fill, G', 'Fills the region that is clicked.'],
      ['Polygon, P', 'Sets corners; Enter closes, Backspace takes the last one back.'],
      ['Split, X', 'Cuts an object along a line.'],
      ['Merge, M', 'Joins objects that are clicked one after the other.'],
      ['Select, V', 'Selects one object, or all that a box touches.'],
    ],
  },
];
