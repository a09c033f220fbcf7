import { type HelpBlock, heading, list, text } from '#text/help/helpBlocks.ts';

export const unetHelp: readonly HelpBlock[] = [
  text(
    'A U-Net (Ronneberger, Fischer and Brox, 2015) is a convolutional network that says for each pixel how likely it belongs to an object. It looks at the image at several scales at once: the left arm halves the image step by step and gathers what is there; the right arm doubles it again and works out where it is.',
  ),
  {
    kind: 'figure',
    id: 'unet',
    caption:
      'The network of the paper. Bars are feature maps: the number above is how many, the one below their edge in pixels. A tile of 572 × 572 px goes in, a map of 388 × 388 px comes out.',
  },
  heading('Why 572 becomes 388'),
  text(
    'The 3 × 3 convolutions are “valid”: they are computed only where all nine neighbours exist, so each takes one pixel from every side. With two of them at each level, on the way down and up again, 92 px are lost on each side of a tile: 572 − 2 · 92 = 388. No pixel of the output was computed from made-up surroundings.',
  ),
  heading('Skip connections'),
  text(
    'At each level the right arm also gets the feature maps of the left arm. They are larger, for they have lost fewer pixels: 568 px against 392 px at the top. So their middle is cropped out and laid beside the maps from below. This is how the fine position of an edge gets past the coarse levels.',
  ),
  heading('Overlap-tile'),
  text(
    'Images of any size are cut into output tiles that lie edge to edge. For each, the network is shown a larger input tile with the surroundings it needs. Where these would lie outside the image, they are mirrored. The tiles therefore fit together without seams, and the result does not depend on how the image was cut.',
  ),
  {
    kind: 'figure',
    id: 'tiles',
    caption:
      'To predict the inner square, the network sees the outer one. Beyond the edge of the image (hatched) the image is mirrored.',
  },
  heading('From probabilities to objects'),
  list(
    'Pixels at or above the threshold form a mask; its connected parts are objects.',
    '“Split touching” cuts objects at the neck between them. “Minimum size” drops crumbs.',
    'The models that come with Cellpane are smaller than the one of the paper: 16 features at the first level in place of 64. They take about one sixteenth of the computation, and know less.',
  ),
];
