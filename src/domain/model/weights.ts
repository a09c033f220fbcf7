import type { UnetSpec } from '#domain/model/modelCard.ts';

/** Where one named weight lies in a network's buffer of weights. */
export interface WeightShape {
  /** `down0/conv1/kernel`, `up3/upconv/bias`, `head/kernel`, … */
  readonly name: string;
  /**
   * Convolution kernels [kernelHeight, kernelWidth, in, out], up-convolution kernels
   * [kernelHeight, kernelWidth, out, in], biases [out].
   */
  readonly shape: readonly number[];
  /** Index of its first number in the buffer. */
  readonly offset: number;
  /** Count of its numbers, the product of `shape`. */
  readonly length: number;
}

type KernelShape = readonly [height: number, width: number, third: number, fourth: number];

/**
 * Every weight of a U-Net, in the order of the buffer: down0 … down{depth}, then
 * up{depth − 1} … up0, then head; in each, kernel before bias.
 *
 * Source: Ronneberger et al. 2015, Fig. 1. After an up-convolution the skip connection doubles the
 * channels of `up{i}/conv1`.
 */
export function weightShapes(spec: UnetSpec): readonly WeightShape[] {
  const shapes: WeightShape[] = [];
  let offset = 0;
  const add = (name: string, shape: readonly number[]) => {
    const length = shape.reduce((product, edge) => product * edge, 1);
    shapes.push({ name, shape, offset, length });
    offset += length;
  };
  const addLayer = (layer: string, kernel: KernelShape, featureCount: number) => {
    add(`${layer}/kernel`, kernel);
    add(`${layer}/bias`, [featureCount]);
  };

  let inputFeatures = spec.inputChannels;
  for (let level = 0; level <= spec.depth; level++) {
    const features = featuresAt(spec, level);
    addLayer(`down${level}/conv1`, [3, 3, inputFeatures, features], features);
    addLayer(`down${level}/conv2`, [3, 3, features, features], features);
    inputFeatures = features;
  }
  for (let level = spec.depth - 1; level >= 0; level--) {
    const features = featuresAt(spec, level);
    addLayer(`up${level}/upconv`, [2, 2, features, 2 * features], features);
    addLayer(`up${level}/conv1`, [3, 3, 2 * features, features], features);
    addLayer(`up${level}/conv2`, [3, 3, features, features], features);
  }
  addLayer('head', [1, 1, spec.baseFeatures, spec.classCount], spec.classCount);
  return shapes;
}

/** Names of every weight of a U-Net, in the order of `weightShapes`. */
export function weightNames(spec: UnetSpec): readonly string[] {
  return weightShapes(spec).map((weight) => weight.name);
}

/** How many numbers a U-Net learns; 31,030,658 for the paper's with 1 channel and 2 classes. */
export function parameterCount(spec: UnetSpec): number {
  return weightShapes(spec).reduce((sum, weight) => sum + weight.length, 0);
}

/** Features of a level's maps: doubled at each step down. */
export function featuresAt(spec: UnetSpec, level: number): number {
  return spec.baseFeatures * 2 ** level;
}
