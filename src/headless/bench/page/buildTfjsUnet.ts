import * as tf from '@tensorflow/tfjs';
import type { UnetSpec } from '#domain/model/modelCard.ts';
import { featuresAt, weightShapes } from '#domain/model/weights.ts';
import { skipBorderPx } from '#domain/unet/validShape.ts';

/**
 * The U-Net as anyone would write it with the layers of tfjs, for one tile size; output are logits.
 *
 * @param weights all weights in the order of `weightShapes(spec)`
 * @param edge valid input edge in px
 */
export function buildTfjsUnet(spec: UnetSpec, weights: Float32Array, edge: number): tf.LayersModel {
  const input = tf.input({ shape: [edge, edge, spec.inputChannels] });
  const convTwice = (name: string, features: number, map: tf.SymbolicTensor) =>
    conv(`${name}_conv2`, features, conv(`${name}_conv1`, features, map));
  let map = input;
  const skips: tf.SymbolicTensor[] = [];
  for (let level = 0; level < spec.depth; level++) {
    map = convTwice(`down${level}`, featuresAt(spec, level), map);
    skips.push(map);
    map = apply(tf.layers.maxPooling2d({ poolSize: 2, strides: 2 }), map);
  }
  map = convTwice(`down${spec.depth}`, featuresAt(spec, spec.depth), map);
  for (let level = spec.depth - 1; level >= 0; level--) {
    const features = featuresAt(spec, level);
    const border = skipBorderPx(spec.depth, level);
    const skip = skips[level] as tf.SymbolicTensor;
    const cropped = apply(tf.layers.cropping2D({ cropping: border }), skip);
    const up = upconv(`up${level}_upconv`, features, map);
    const joined = tf.layers.concatenate().apply([cropped, up]) as tf.SymbolicTensor;
    map = convTwice(`up${level}`, features, joined);
  }
  const head = tf.layers.conv2d({ name: 'head', filters: spec.classCount, kernelSize: 1 });
  const model = tf.model({ inputs: input, outputs: apply(head, map) });
  setWeights(model, spec, weights);
  return model;
}

function conv(name: string, filters: number, map: tf.SymbolicTensor): tf.SymbolicTensor {
  return apply(tf.layers.conv2d({ name, filters, kernelSize: 3, activation: 'relu' }), map);
}

function upconv(name: string, filters: number, map: tf.SymbolicTensor): tf.SymbolicTensor {
  const options = { name, filters, kernelSize: 2, strides: 2, activation: 'relu' } as const;
  return apply(tf.layers.conv2dTranspose(options), map);
}

function apply(layer: tf.layers.Layer, map: tf.SymbolicTensor): tf.SymbolicTensor {
  return layer.apply(map) as tf.SymbolicTensor;
}

function setWeights(model: tf.LayersModel, spec: UnetSpec, weights: Float32Array): void {
  const tensors = new Map(
    weightShapes(spec).map(({ name, shape, offset, length }) => [
      name.replaceAll('/', '_'),
      tf.tensor(weights.subarray(offset, offset + length), [...shape]),
    ]),
  );
  for (const layer of model.layers) {
    const kernel = tensors.get(`${layer.name}_kernel`);
    const bias = tensors.get(`${layer.name}_bias`);
    if (kernel && bias) layer.setWeights([kernel, bias]);
  }
  for (const tensor of tensors.values()) tensor.dispose();
}
