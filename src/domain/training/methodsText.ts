import type { TrainingRecipe } from '#domain/training/trainingRecipe.ts';
import type { TrainingDataRecord, TrainingRecord } from '#domain/training/trainingRecord.ts';

/**
 * The paragraph on a training run for the methods section of a paper: network, data, loss,
 * augmentation, optimiser, selection of the weights, software, and whom to cite.
 */
export function methodsText(record: TrainingRecord): string {
  return [
    networkSentence(record),
    dataSentence(record.data),
    rehearsalSentence(record),
    lossSentence(record.recipe),
    augmentationSentence(record.recipe),
    optimizerSentence(record),
    selectionSentence(record),
    softwareSentence(record),
    'Reference: Ronneberger O, Fischer P, Brox T. U-Net: Convolutional Networks for Biomedical Image Segmentation. MICCAI 2015, LNCS 9351:234–241, doi:10.1007/978-3-319-24574-4_28.',
  ]
    .filter(Boolean)
    .join(' ');
}

function networkSentence({ network, startedFrom, recipe }: TrainingRecord): string {
  const { depth, baseFeatures, inputChannels, classCount } = network;
  const start =
    startedFrom === null
      ? 'trained from random weights (He initialisation)'
      : `fine-tuned from the model “${startedFrom}”`;
  const frozen = recipe.freezeContracting ? ', its contracting path kept fixed' : '';
  return `Images were segmented with a U-Net (Ronneberger et al., 2015) with ${depth} levels of pooling, ${baseFeatures} features at the first level, valid convolutions, ${count(inputChannels, 'input channel')} and ${classCount} classes, ${start}${frozen}.`;
}

function dataSentence(data: readonly TrainingDataRecord[]): string {
  const training = data.filter(({ role }) => role !== 'validation');
  const validation = data.filter(({ role }) => role === 'validation');
  const shared = data.some(({ role }) => role === 'training and validation');
  const of = (images: readonly TrainingDataRecord[]) =>
    `${count(images.length, 'image')} with ${count(
      images.reduce((sum, { objects }) => sum + objects, 0),
      'annotated object',
    )}`;
  const held = shared
    ? '; a region held back from training served for validation'
    : validation.length > 0
      ? `; ${of(validation)} served for validation${alsoTrained(validation, training)}`
      : '';
  return `Training data were ${of(training)}${held}.`;
}

/** Says so where images that were trained on were validated on as well. */
function alsoTrained(
  validation: readonly TrainingDataRecord[],
  training: readonly TrainingDataRecord[],
): string {
  const trained = new Set(training.map(({ imageSha256 }) => imageSha256));
  const both = validation.filter(
    ({ imageSha256 }) => imageSha256 !== null && trained.has(imageSha256),
  ).length;
  return both === 0 ? '' : `, of which ${both === 1 ? '1 was' : `${both} were`} also trained on`;
}

function rehearsalSentence({ rehearsed, recipe }: TrainingRecord): string {
  if (rehearsed === null) return '';
  const percent = number(100 * recipe.rehearsalShare);
  const subjects = {
    nuclei: 'fluorescent nuclei',
    'phase-cells': 'cells in phase contrast',
    membranes: 'membranes in electron microscopy',
  };
  return `So that the model would not forget what it was made for, ${percent}% of the samples came from simulated images of ${subjects[rehearsed]}.`;
}

function lossSentence({ weightMap }: TrainingRecipe): string {
  const { borderWeight, borderSigmaPx, balance, foregroundBackgroundRatio } = weightMap;
  const border =
    borderWeight > 0
      ? `weighted per pixel to separate touching objects (their eq. 2, w0 = ${number(borderWeight)}, σ = ${number(borderSigmaPx)} px)`
      : 'without border weights';
  const balances = {
    none: 'classes were not balanced',
    'inverse-frequency': 'classes were balanced by the inverse of their frequency',
    'foreground-ratio': `background far from objects was weighted by ${number(foregroundBackgroundRatio)}`,
  };
  return `The loss was the pixel-wise softmax cross-entropy, ${border}; ${balances[balance]}; pixels without annotation were ignored.`;
}

function augmentationSentence({ augmentation, scale }: TrainingRecipe): string {
  const [low, high] = augmentation.scaleRange;
  const parts = [
    augmentation.elasticSigmaPx > 0 &&
      `elastic deformation (displacements on a 3 × 3 grid, σ = ${number(augmentation.elasticSigmaPx)} px)`,
    augmentation.rotate && 'rotation',
    augmentation.mirror && 'mirroring',
    (low !== 1 || high !== 1) && `scaling by ${number(low)}–${number(high)}`,
    augmentation.greyVariation > 0 && 'changes of brightness and contrast',
    augmentation.gammaVariation > 0 && 'changes of gamma',
    augmentation.noise > 0 && 'Gaussian noise',
  ].filter((part) => part !== false);
  const resampled = scale === 1 ? '' : `Images were resampled by a factor of ${number(scale)}. `;
  if (parts.length === 0) return `${resampled}Samples were not augmented.`;
  return `${resampled}Samples were augmented on the fly by ${list(parts)}.`;
}

function optimizerSentence(record: TrainingRecord): string {
  const { recipe, iterations, inputEdgePx, batchSize } = record;
  const { optimizer, learningRate, decay, warmupIterations, clipNorm, dropout } = recipe;
  const name =
    optimizer.kind === 'adam'
      ? `Adam (β1 = ${number(optimizer.beta1)}, β2 = ${number(optimizer.beta2)})`
      : `stochastic gradient descent with momentum ${number(optimizer.momentum)}`;
  const extras = [
    warmupIterations > 0 && `a linear warm-up over ${warmupIterations} steps`,
    decay === 'cosine' && 'cosine decay',
    clipNorm !== null && `gradients clipped to a norm of ${number(clipNorm)}`,
    dropout > 0 && `dropout of ${number(dropout)} at the end of the contracting path`,
  ].filter((part) => part !== false);
  const details = extras.length > 0 ? `, ${list(extras)}` : '';
  return `The network was trained for ${count(iterations, 'step')} of ${name} with a learning rate of ${number(learningRate)}${details}, on tiles of ${inputEdgePx} × ${inputEdgePx} px with batch size ${batchSize}.`;
}

function selectionSentence({ bestIteration, recipe }: TrainingRecord): string {
  if (bestIteration === null) return 'The weights of the last step were used.';
  const score = recipe.bestBy === 'iou' ? 'foreground IoU' : 'object F1 at IoU 0.5';
  if (bestIteration === 0) {
    return `No step improved the ${score} on the validation data, so the weights that training started from were kept.`;
  }
  return `The weights of step ${bestIteration} were used, which had the best ${score} on the validation data.`;
}

function softwareSentence({
  version,
  tfjsVersion,
  backend,
  adapter,
  seed,
}: TrainingRecord): string {
  return `Training ran in Cellpane ${version} (TensorFlow.js ${tfjsVersion}, ${backend}, ${adapter}; seed ${seed}).`;
}

function list(parts: readonly string[]): string {
  if (parts.length < 2) return parts.join('');
  return `${parts.slice(0, -1).join(', ')} and ${parts.at(-1)}`;
}

function count(value: number, noun: string): string {
  return `${value.toLocaleString('en')} ${noun}${value === 1 ? '' : 's'}`;
}

function number(value: number): string {
  return String(Number(value.toPrecision(4)));
}
