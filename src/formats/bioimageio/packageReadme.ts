import type { ModelCard } from '#domain/model/modelCard.ts';
import { edgeLoss, haloPx, inputEdgeFor } from '#domain/unet/validShape.ts';

/** Documentation of a package, as Markdown: what the network is for, how to run it, what is known. */
export function packageReadme(card: ModelCard): string {
  const { depth } = card.network;
  const { lowPercent, highPercent, outputRange } = card.normalization;
  return `${[
    `# ${plain(card.title)}`,
    plain(card.summary),
    `Modality: ${plain(card.modality)}. Usual object diameters: ${card.objectDiameterPx.map((px) => Math.round(px)).join('–')} px${pixelSizeText(card)}.`,
    '## How to run it',
    `A U-Net (Ronneberger et al. 2015) with valid convolutions, depth ${depth}, ${card.network.baseFeatures} features at the first level. The output is the centre of the input, ${edgeLoss(depth)} px smaller on each axis: give every tile ${haloPx(depth)} px of context on each side, mirrored at the borders of the image. Input edges: ${inputEdgeFor(1, depth)} px and more, in steps of ${2 ** depth} px.`,
    `Intensities: percentile ${lowPercent} of the whole plane becomes ${outputRange[0]}, percentile ${highPercent} becomes ${outputRange[1]}, values beyond are clipped. Where an image is cut into tiles, take the percentiles of the whole image, not of each tile.`,
    ...(card.scale === undefined || card.scale === 1
      ? []
      : [`Resample images by ${card.scale} first, and the result back.`]),
    objectsText(card),
    '## Training data',
    trainingText(card),
    '## Validation',
    validationText(card),
    'Check the result on your own images before you trust it: with annotated images, score it by F1 or average precision at an IoU of 0.5.',
    '## Licence',
    `${plain(card.licence)}`,
    '## Authors',
    'This package was written by Cellpane. Who trained the model should add their names to `authors` in `rdf.yaml` before publishing it.',
  ].join('\n\n')}\n`;
}

/** How Cellpane finds objects, so that nobody takes a plain threshold for the same. */
function objectsText({ defaults }: ModelCard): string {
  const { threshold, minimumSizePx, fillHoles, splitTouching } = defaults;
  const steps = [
    ...(fillHoles ? ['holes are filled'] : []),
    ...(splitTouching > 0 ? [`touching objects are split (strength ${splitTouching})`] : []),
    ...(defaults.growToBorders ? ['objects grow until they meet'] : []),
    ...(defaults.removeBorderObjects ? ['objects at the border are removed'] : []),
  ];
  const more =
    steps.length > 0
      ? ` In Cellpane ${steps.join(', ')}; a threshold alone gives other objects.`
      : '';
  return `Objects: foreground probability (1 − class 0) of ${threshold} and more, 4-connected; at least ${minimumSizePx} px.${more}`;
}

function trainingText({ trainedOn, trainingNote }: ModelCard): string {
  const sets = trainedOn.map(
    ({ name, licence, url }) =>
      `- ${plain(name)} (${plain(licence)})${url === undefined ? '' : `: <${url}>`}`,
  );
  const list = sets.length > 0 ? sets.join('\n') : 'Not stated.';
  return trainingNote === '' ? list : `${list}\n\n${plain(trainingNote)}`;
}

function validationText({ scores }: ModelCard): string {
  if (scores.length === 0) return 'There are no scores on images that it was not trained on.';
  return scores
    .map(({ data, images, note, figures }) => {
      const list = Object.entries(figures).map(([id, value]) => `${id} ${value}`);
      return `- ${plain(data)}, ${images} images: ${list.join(', ')}. ${plain(note)}`;
    })
    .join('\n');
}

function pixelSizeText({ pixelSizeUm }: ModelCard): string {
  return pixelSizeUm === null ? '' : ` at ${pixelSizeUm} µm per px`;
}

/** Text of a card, which may come from anywhere, on one line and without markup. */
function plain(text: string): string {
  return text.replace(/\s+/g, ' ').replace(/[<>[\]`*]/g, (sign) => `\\${sign}`);
}
