import { type HelpBlock, heading, list, note, steps, text } from '#text/help/helpBlocks.ts';

export const trainHelp: readonly HelpBlock[] = [
  heading('Fine-tune or start from scratch?'),
  {
    kind: 'facts',
    rows: [
      [
        'Fine-tune',
        'Goes on from a model that knows something similar. Minutes, and a few images. Try this first.',
      ],
      [
        'From scratch',
        'For images unlike anything the models know. More images, more steps, more time.',
      ],
    ],
  },
  heading('Step by step'),
  steps(
    'Annotate two images or more. One is kept for validation: the network never learns from it.',
    'Open “Training” on the right, choose where to start from and a recipe. The line above the button says how long it will take here.',
    'Press “Train” (T). The loss should fall, quickly at first; the validation score should rise.',
    'Pause (T), go on (T) or stop at any time. The best weights so far are kept.',
    'Press “Keep best” (K): the model joins the list under “Yours” and is chosen.',
    'Segment an image that was in neither list, and look.',
  ),
  heading('Reading the curves'),
  list(
    'The loss falls and the score rises: it learns. Let it go on.',
    'The loss falls, the score falls too: it learns your images by heart. Stop, and annotate more images.',
    'The loss jumps or is no number: the learning rate is too large. Divide it by three.',
    'Both are flat: the learning rate is too small, or the annotation contradicts itself.',
  ),
  heading('What the settings mean'),
  {
    kind: 'facts',
    rows: [
      ['Iterations', 'How many steps. Each looks at a few tiles and changes the weights a little.'],
      ['Learning rate', 'How far each step goes.'],
      [
        'Seed',
        'Fixes all chance. The same seed on the same machine gives the same split and samples.',
      ],
      [
        'Border weight',
        'How much more the thin gap between touching objects counts (w₀ and σ of the paper).',
      ],
      [
        'Augmentation',
        'Each tile is turned, mirrored, bent and re-lit at random, so that few images stand for many.',
      ],
      [
        'Rehearsal',
        'When fine-tuning, simulated images like those the model knew are mixed in, so that it does not forget them.',
      ],
    ],
  },
  note(
    'Fine-tuning changes what a model is good at. The new model is kept beside the old one, which stays as it was.',
  ),
  text(
    '“Copy methods text” writes the paragraph for your paper: network, data, loss, optimiser, seed, software.',
  ),
];
