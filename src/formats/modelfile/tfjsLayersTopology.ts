import type { UnetSpec } from '#domain/model/modelCard.ts';
import { featuresAt } from '#domain/model/weights.ts';

/** One layer as tfjs-layers and Keras 2 write it to JSON. */
export interface LayerJson {
  readonly class_name: string;
  readonly name: string;
  readonly config: Readonly<Record<string, unknown>>;
  /** One node whose entries name the layers it reads: [[[name, 0, 0, {}], …]]; [] for the input. */
  readonly inbound_nodes: readonly (readonly (readonly [string, number, number, object])[])[];
}

/** Value of `modelTopology` in a `model.json`. */
export interface TopologyJson {
  readonly class_name: 'Functional';
  readonly config: {
    readonly name: string;
    readonly layers: readonly LayerJson[];
    readonly input_layers: readonly (readonly [string, number, number])[];
    readonly output_layers: readonly (readonly [string, number, number])[];
  };
  readonly keras_version: string;
  readonly backend: string;
}

/** What a network gives of every class: logits, or their softmax. */
export type HeadOutput = 'logits' | 'probability';

const INPUT_LAYER = 'input';
const OUTPUT_LAYER = 'head';

/**
 * The paper's U-Net as a tfjs-layers model that `tf.loadLayersModel` builds for any tile size that
 * fits. The layer that holds `down0/conv1/kernel` is named `down0_conv1`.
 *
 * Source: Ronneberger et al. 2015, Fig. 1, with ReLU after every convolution and up-convolution,
 * drop-out at the end of the contracting path, the cropped skip connection first in each
 * concatenation.
 */
export function tfjsLayersTopology(spec: UnetSpec, output: HeadOutput = 'logits'): TopologyJson {
  const layers: LayerJson[] = [inputLayer(spec.inputChannels)];
  const add = (layer: LayerJson) => {
    layers.push(layer);
    return layer.name;
  };
  const addTwoConvolutions = (prefix: string, features: number, input: string) => {
    const first = add(convolution(`${prefix}_conv1`, features, input));
    return add(convolution(`${prefix}_conv2`, features, first));
  };

  const skips: string[] = [];
  let last = INPUT_LAYER;
  for (let level = 0; level <= spec.depth; level++) {
    last = addTwoConvolutions(`down${level}`, featuresAt(spec, level), last);
    if (level < spec.depth) {
      skips.push(last);
      last = add(maxPooling(`down${level}_pool`, last));
    }
  }
  last = add(dropout(`down${spec.depth}_dropout`, last));
  for (let level = spec.depth - 1; level >= 0; level--) {
    const features = featuresAt(spec, level);
    const up = add(upConvolution(`up${level}_upconv`, features, last));
    const cropPx = skipCropPx(spec.depth, level);
    const crop = add(cropping(`up${level}_crop`, cropPx, skips[level] as string));
    const sized = add(emptyPadding(`up${level}_size`, crop));
    last = add(concatenation(`up${level}_concat`, [sized, up]));
    last = addTwoConvolutions(`up${level}`, features, last);
  }
  add(head(spec.classCount, output, last));

  return {
    class_name: 'Functional',
    config: {
      name: 'unet',
      layers,
      input_layers: [[INPUT_LAYER, 0, 0]],
      output_layers: [[OUTPUT_LAYER, 0, 0]],
    },
    keras_version: 'tfjs-layers 4.22.0',
    backend: 'tensor_flow.js',
  };
}

/** Name of the layer that holds the weights `down0/conv1/…`: `down0_conv1`. */
export function layerNameOf(weightName: string): string {
  return weightName.slice(0, weightName.lastIndexOf('/')).replaceAll('/', '_');
}

/**
 * Pixels cut from each side of a level's skip connection, the same for every tile size: the lowest
 * loses 4 to the two convolutions below (at 2 px per px), each level above 8 more than twice that.
 */
function skipCropPx(depth: number, level: number): number {
  let cropPx = 4;
  for (let above = depth - 2; above >= level; above--) cropPx = 2 * cropPx + 8;
  return cropPx;
}

function layer(
  className: string,
  name: string,
  config: Readonly<Record<string, unknown>>,
  inputs: readonly string[],
): LayerJson {
  return {
    class_name: className,
    name,
    config: { ...config, name, trainable: true },
    inbound_nodes: [inputs.map((input) => [input, 0, 0, {}] as const)],
  };
}

function inputLayer(channelCount: number): LayerJson {
  return {
    class_name: 'InputLayer',
    name: INPUT_LAYER,
    config: {
      batch_input_shape: [null, null, null, channelCount],
      dtype: 'float32',
      sparse: false,
      name: INPUT_LAYER,
    },
    inbound_nodes: [],
  };
}

function convolutionConfig(filters: number, kernelEdge: number, activation: string) {
  return {
    filters,
    kernel_size: [kernelEdge, kernelEdge],
    strides: [1, 1],
    padding: 'valid',
    data_format: 'channels_last',
    dilation_rate: [1, 1],
    activation,
    use_bias: true,
    kernel_initializer: {
      class_name: 'VarianceScaling',
      config: { scale: 2, mode: 'fan_in', distribution: 'normal', seed: null },
    },
    bias_initializer: { class_name: 'Zeros', config: {} },
  };
}

function convolution(name: string, features: number, input: string): LayerJson {
  return layer('Conv2D', name, convolutionConfig(features, 3, 'relu'), [input]);
}

function head(classCount: number, output: HeadOutput, input: string): LayerJson {
  const activation = output === 'logits' ? 'linear' : 'softmax';
  return layer('Conv2D', OUTPUT_LAYER, convolutionConfig(classCount, 1, activation), [input]);
}

function upConvolution(name: string, features: number, input: string): LayerJson {
  const config = { ...convolutionConfig(features, 2, 'relu'), strides: [2, 2] };
  return layer('Conv2DTranspose', name, config, [input]);
}

function maxPooling(name: string, input: string): LayerJson {
  const config = {
    pool_size: [2, 2],
    strides: [2, 2],
    padding: 'valid',
    data_format: 'channels_last',
  };
  return layer('MaxPooling2D', name, config, [input]);
}

function dropout(name: string, input: string): LayerJson {
  return layer('Dropout', name, { rate: 0.5, noise_shape: null, seed: null }, [input]);
}

function cropping(name: string, cropPx: number, input: string): LayerJson {
  const sides = [cropPx, cropPx];
  const config = { cropping: [sides, sides], data_format: 'channels_last' };
  return layer('Cropping2D', name, config, [input]);
}

/**
 * Adds nothing. tfjs 4.22 takes an unknown edge for 0 px in Cropping2D and then finds −8 ≠ unknown
 * in Concatenate; ZeroPadding2D turns the negative edge back into an unknown one.
 */
function emptyPadding(name: string, input: string): LayerJson {
  const sides = [0, 0];
  const config = { padding: [sides, sides], data_format: 'channels_last' };
  return layer('ZeroPadding2D', name, config, [input]);
}

function concatenation(name: string, inputs: readonly string[]): LayerJson {
  return layer('Concatenate', name, { axis: -1 }, inputs);
}
