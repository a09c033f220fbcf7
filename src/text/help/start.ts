import { type HelpBlock, note, steps, text } from '#text/help/helpBlocks.ts';

export const startHelp: readonly HelpBlock[] = [
  text(
    'Cellpane finds cells, nuclei and other objects in microscopy images with a neural network, measures them, and lets you teach the network what it gets wrong. Everything runs inside this page.',
  ),
  steps(
    'Open images: press “Open images”, drop files or a folder onto the page, or paste one. “Try a sample” opens a simulated image to play with.',
    'Choose the model on the right that was made for images like yours. Its line “Objects” says how large the objects may be.',
    'Press “Segment” (S). Then move “Threshold”, “Minimum size” and “Split touching” until the outlines fit: the network does not have to run again.',
    'Is something wrong? Press “Use prediction as annotation” (U) and correct it with the brush (B), the eraser (E), split (X) and merge (M). Every step can be undone.',
    'Press “Train” (T) to fine-tune the network on your corrections, keep the best weights (K) and segment the other images.',
    'Press “Export” and save label images, masks or measurements.',
  ),
  note(
    'Press Ctrl+K (⌘K on a Mac) to find any action by a few letters of its name, and ? for all keys.',
  ),
];
