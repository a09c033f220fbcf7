import type { ModelCard, Normalization } from '#domain/model/modelCard.ts';
import { parameterCount } from '#domain/model/weights.ts';
import { edgeLoss, haloPx, inputEdgeFor } from '#domain/unet/validShape.ts';
import type { ModelDescription } from '#formats/bioimageio/descriptionSchema.ts';
import { OPSET_VERSION } from '#formats/onnx/onnxModel.ts';
import { AppError } from '#lib/errors.ts';

/** A file in the package. */
export interface PackagedFile {
  readonly source: string;
  /** SHA-256, hexadecimal. */
  readonly sha256: string;
}

/** Files that a description names. */
export interface PackagedFiles {
  readonly testInput: PackagedFile;
  readonly testOutput: PackagedFile;
  readonly tfjs: PackagedFile;
  readonly onnx: PackagedFile;
  readonly cover: string;
  readonly documentation: string;
}

/** Of the specification whose text the description follows. */
const FORMAT_VERSION = '0.5.9';
/** That can load the weights; tfjs-layers have not changed since. */
const TFJS_VERSION = '4.22.0';
const EPSILON = 1e-6;
const RONNEBERGER = {
  text: 'Ronneberger O, Fischer P, Brox T. U-Net: Convolutional Networks for Biomedical Image Segmentation. MICCAI 2015.',
  doi: '10.1007/978-3-319-24574-4_28',
};
/** Licences that a card may name by their SPDX id, as far as they are usual for models. */
const SPDX_IDS = [
  'Apache-2.0',
  'BSD-2-Clause',
  'BSD-3-Clause',
  'CC-BY-4.0',
  'CC-BY-NC-4.0',
  'CC-BY-SA-4.0',
  'CC0-1.0',
  'GPL-3.0-only',
  'GPL-3.0-or-later',
  'MIT',
];

/**
 * Description of a model for bioimage.io, 0.5: class probabilities of a tile's centre, channels last.
 * What the specification has no words for is under `config.cellpane`.
 *
 * @param exportedAt ISO time
 * @throws AppError `invalid-argument` when the specification cannot say how intensities are mapped
 */
export function describeModel(
  card: ModelCard,
  files: PackagedFiles,
  exportedAt: string,
): ModelDescription {
  return {
    type: 'model',
    format_version: FORMAT_VERSION,
    name: plainName(card.title),
    description: card.summary,
    ...(/^\d+\.\d+\.\d+$/.test(card.version) ? { version: card.version } : {}),
    timestamp: exportedAt,
    // Of this description; who made the images and annotations is told in the documentation.
    authors: [{ name: 'Cellpane' }],
    cite: [RONNEBERGER],
    ...(SPDX_IDS.includes(card.licence) ? { license: card.licence } : {}),
    documentation: files.documentation,
    covers: [files.cover],
    tags: ['unet2d', '2d', 'semantic-segmentation', 'segmentation', 'tensorflow-js', 'cellpane'],
    inputs: [inputOf(card, files.testInput)],
    outputs: [outputOf(card, files.testOutput)],
    weights: weightsOf(files),
    config: {
      bioimageio: {
        reproducibility_tolerance: [{ relative_tolerance: 1e-3, absolute_tolerance: 1e-4 }],
      },
      cellpane: {
        halo_px: haloPx(card.network.depth),
        scale: card.scale ?? 1,
        object_diameter_px: card.objectDiameterPx,
        parameters: parameterCount(card.network),
        defaults: card.defaults,
        trained_on: card.trainedOn,
        licence: card.licence,
      },
    },
  };
}

/** The title in the letters that the specification allows, of the length it wants. */
function plainName(title: string): string {
  const plain = title
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .replace(/[^A-Za-z0-9_+\- ()]+/g, ' ')
    .replace(/ +/g, ' ')
    .trim()
    .slice(0, 64)
    .trim();
  return plain.length >= 5 ? plain : `U-Net ${plain}`.trim();
}

function inputOf(card: ModelCard, testTensor: PackagedFile): ModelDescription['inputs'][number] {
  const { depth } = card.network;
  const size = { min: inputEdgeFor(1, depth), step: 2 ** depth };
  return {
    id: 'input',
    description: 'Intensities of one plane.',
    axes: [
      { type: 'batch' },
      { type: 'space', id: 'y', size, ...unitOf(card) },
      { type: 'space', id: 'x', size, ...unitOf(card) },
      { type: 'channel', channel_names: card.channels.map(identifierOf) },
    ],
    test_tensor: testTensor,
    data: { type: 'float32' },
    preprocessing: preprocessingOf(card.normalization),
  };
}

function outputOf(card: ModelCard, testTensor: PackagedFile): ModelDescription['outputs'][number] {
  const { depth, classCount } = card.network;
  const sizeOf = (axis: string) => ({
    tensor_id: 'input',
    axis_id: axis,
    offset: -edgeLoss(depth),
  });
  const names = Array.from({ length: classCount }, (_, i) => `class_${i}`);
  return {
    id: 'probability',
    description: 'Probability of each class in the centre of the tile; the first is background.',
    axes: [
      { type: 'batch' },
      { type: 'space', id: 'y', size: sizeOf('y'), ...unitOf(card) },
      { type: 'space', id: 'x', size: sizeOf('x'), ...unitOf(card) },
      {
        type: 'channel',
        channel_names: classCount === 2 ? ['background', 'foreground'] : names,
      },
    ],
    test_tensor: testTensor,
    data: { type: 'float32', range: [0, 1] },
  };
}

function unitOf({ pixelSizeUm }: ModelCard): { unit?: 'micrometer'; scale?: number } {
  return pixelSizeUm === null ? {} : { unit: 'micrometer', scale: pixelSizeUm };
}

/** Our percentiles are those of a whole plane, so steps are taken for each sample by itself. */
function preprocessingOf({
  lowPercent,
  highPercent,
  outputRange: [first, second],
}: Normalization): NonNullable<ModelDescription['inputs'][number]['preprocessing']> {
  if (highPercent <= 1) {
    throw new AppError(
      'invalid-argument',
      `The model maps percentiles ${lowPercent} to ${highPercent}, but a bioimage.io package takes an upper one above 1 only. Export it as tfjs-layers or ONNX.`,
    );
  }
  const gain = second - first;
  const isUnchanged = gain === 1 && first === 0;
  return [
    {
      id: 'scale_range',
      kwargs: {
        axes: ['y', 'x', 'channel'],
        min_percentile: lowPercent,
        max_percentile: highPercent,
        eps: EPSILON,
      },
    },
    { id: 'clip', kwargs: { min: 0, max: 1 } },
    ...(isUnchanged ? [] : [{ id: 'scale_linear' as const, kwargs: { gain, offset: first } }]),
  ];
}

function weightsOf({ tfjs, onnx }: PackagedFiles): ModelDescription['weights'] {
  return {
    tensorflow_js: {
      ...tfjs,
      tensorflow_version: TFJS_VERSION,
      comment: 'A tfjs-layers model (model.json, weights.bin) with the card of Cellpane.',
    },
    onnx: {
      ...onnx,
      opset_version: OPSET_VERSION,
      parent: 'tensorflow_js',
      comment: 'The same numbers, with the axes in the same order.',
    },
  };
}

/** A channel's name as Python would take it. */
function identifierOf(name: string, index: number): string {
  const plain = name
    .toLowerCase()
    .replace(/\W+/g, '_')
    .replace(/^_+|_+$/g, '');
  return /^[a-z]/.test(plain) ? plain : `channel_${index + 1}`;
}
