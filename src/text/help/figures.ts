/** Words in the drawing of the network. */
export const unetFigureText = {
  name: 'Drawing of the network',
  description:
    'A U of feature maps. Left arm, downwards: 572, 570, 568 px with 64 features; 284, 282, 280 px with 128; 140, 138, 136 px with 256; 68, 66, 64 px with 512; at the bottom 32, 30, 28 px with 1024. Right arm, upwards: 56, 54, 52 px; 104, 102, 100 px; 200, 198, 196 px; 392, 390, 388 px. At each level the left map is cropped and copied to the right. The output has 388 px and 2 classes.',
  legend: {
    pointwise: '1 × 1 convolution',
    convolution: '3 × 3 convolution, ReLU',
    downward: '2 × 2 max pooling',
    upward: '2 × 2 up-convolution',
    skip: 'crop and copy',
  },
} as const;

/** Words in the drawing of the tiles. */
export const tilesFigureText = {
  description:
    'An image in a grid of tiles. A larger square surrounds the tile in the corner and reaches over the edge of the image, where the image is mirrored.',
  output: 'output tile',
  input: 'input tile',
  image: 'image',
} as const;
