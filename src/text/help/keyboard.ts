import { type HelpBlock, heading, list, text } from '#text/help/helpBlocks.ts';

export const keyboardHelp: readonly HelpBlock[] = [
  text(
    'Everything can be done without a mouse. Letters act at once, except while you type; they can be switched off in the list of keys (?).',
  ),
  heading('Painting with the keyboard'),
  list(
    'Take a tool (B, E, X, P, G, M, V) and go to the image with Tab, or with “Go to the image” of the command palette.',
    'The arrow keys move a crosshair; with Shift, in larger steps. The view follows it. Zoom in with + for finer steps.',
    'Space or Enter puts the brush down; the arrow keys then paint; Space or Enter lifts it. Escape gives the stroke up.',
    'Split and the box of Select work the same way: from where it is put down to where it is lifted. Pressed twice in one place, Select selects the object there.',
    'Polygon: Space sets a corner, Enter closes. Fill and merge: Space or Enter acts at the crosshair.',
  ),
  heading('All keys'),
  { kind: 'keys' },
];
