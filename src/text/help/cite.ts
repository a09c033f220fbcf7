import { type HelpBlock, heading, text } from '#text/help/helpBlocks.ts';

export const citeHelp: readonly HelpBlock[] = [
  text('If Cellpane helped with your work, cite the network it is built on:'),
  {
    kind: 'reference',
    text: 'Ronneberger O, Fischer P, Brox T. U-Net: Convolutional Networks for Biomedical Image Segmentation. MICCAI 2015, LNCS 9351:234–241.',
    doi: '10.1007/978-3-319-24574-4_28',
  },
  text(
    'The way of working (annotate, fine-tune, segment) and the border weights of one recipe follow the U-Net plug-in for ImageJ:',
  ),
  {
    kind: 'reference',
    text: 'Falk T, Mai D, Bensch R, et al. U-Net: deep learning for cell counting, detection, and morphometry. Nature Methods 2019, 16:67–70.',
    doi: '10.1038/s41592-018-0261-2',
  },
  heading('In the methods section'),
  text(
    'Name the version of Cellpane, the model, and threshold, minimum size, split and scale. For a network that you trained here, “Copy methods text” gives the whole paragraph; it is under the run, and under “About this network”.',
  ),
  text(
    'For a model that came with Cellpane, a sentence such as this will do: “Objects were segmented with a U-Net (Ronneberger et al., 2015) in Cellpane, model Nuclei (fluorescence), threshold 0.5, minimum size 30 px².” Put in your own values. The data that a model was trained on are named on its card, with their licences.',
  ),
];
