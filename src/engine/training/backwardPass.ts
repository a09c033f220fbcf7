import * as tf from '@tensorflow/tfjs';
import { skipBorderPx } from '#domain/unet/validShape.ts';
import type { ConvTwiceTrace, ForwardTrace, PassContext } from '#engine/training/forwardPass.ts';
import { layerOf, type WeightTensors } from '#engine/training/weightTensors.ts';

type Gradients = Record<string, tf.Tensor>;

/**
 * Gradients of the loss by every weight that is trained, by the names of `weightShapes`.
 *
 * Every map of the trace is freed as soon as its last reader is done, and so is `gradient`.
 *
 * @param gradient by the logits
 */
export function backwardPass(
  context: PassContext,
  trace: ForwardTrace,
  gradient: tf.Tensor4D,
): WeightTensors {
  const gradients: Gradients = {};
  trace.logits.dispose();
  const toUp = headBackwards(context, gradients, trace, gradient);
  const { toSkips, toBottom } = expandingPathBackwards(context, gradients, trace, toUp);
  if (toBottom) contractingPathBackwards(context, gradients, trace, { toSkips, toBottom });
  return gradients;
}

function headBackwards(
  { weights, kernels }: PassContext,
  gradients: Gradients,
  trace: ForwardTrace,
  gradient: tf.Tensor4D,
): tf.Tensor4D {
  const [{ second }] = trace.up as [ConvTwiceTrace];
  gradients['head/kernel'] = kernels.convolveKernelGradient(second, gradient, 1);
  gradients['head/bias'] = kernels.biasGradient(gradient);
  const toSecond = kernels.convolveInputGradient(gradient, layerOf(weights, 'head').kernel);
  gradient.dispose();
  return toSecond;
}

/** Gradients by the skip connections and by the bottom's map; none when those are frozen. */
function expandingPathBackwards(
  context: PassContext,
  gradients: Gradients,
  trace: ForwardTrace,
  gradient: tf.Tensor4D,
) {
  const { spec, weights, kernels, freezeContracting } = context;
  const toSkips: tf.Tensor4D[] = [];
  let toOutput: tf.Tensor4D | null = gradient;
  for (let level = 0; level < spec.depth && toOutput; level++) {
    const block = trace.up[level] as ConvTwiceTrace;
    const toJoined = convTwiceBackwards(context, gradients, `up${level}`, {
      trace: block,
      gradient: toOutput,
    });
    const toSkip = freezeContracting ? null : kernels.featureHalf(toJoined, 0);
    if (toSkip) toSkips.push(toSkip);
    const toUpsampled = kernels.featureHalf(toJoined, 1);
    toJoined.dispose();
    const upsampled = kernels.featureHalf(block.input, 1);
    block.input.dispose();
    const open = kernels.maskGradient(toUpsampled, upsampled);
    tf.dispose([toUpsampled, upsampled]);

    const input = trace.up[level + 1]?.second ?? trace.bottom;
    gradients[`up${level}/upconv/kernel`] = kernels.upconvolveKernelGradient(input, open);
    gradients[`up${level}/upconv/bias`] = kernels.biasGradient(open);
    const isLast = level === spec.depth - 1;
    const { kernel } = layerOf(weights, `up${level}/upconv`);
    toOutput = isLast && freezeContracting ? null : kernels.upconvolveInputGradient(open, kernel);
    open.dispose();
  }
  trace.bottom.dispose();
  return { toSkips, toBottom: toOutput };
}

function contractingPathBackwards(
  context: PassContext,
  gradients: Gradients,
  trace: ForwardTrace,
  gradient: { readonly toSkips: readonly tf.Tensor4D[]; readonly toBottom: tf.Tensor4D },
): void {
  const { spec, kernels, dropoutMask } = context;
  let toOutput = gradient.toBottom;
  if (dropoutMask) {
    toOutput = tf.mul<tf.Tensor4D>(gradient.toBottom, dropoutMask);
    gradient.toBottom.dispose();
  }
  for (let level = spec.depth; level >= 0; level--) {
    const block = trace.down[level] as ConvTwiceTrace;
    const name = `down${level}`;
    if (level === 0) {
      firstConvsBackwards(context, gradients, block, toOutput);
      return;
    }
    const toPooled = convTwiceBackwards(context, gradients, name, {
      trace: block,
      gradient: toOutput,
    });
    const above = trace.down[level - 1] as ConvTwiceTrace;
    const throughPool = kernels.poolGradient(toPooled, above.second, block.input);
    tf.dispose([toPooled, block.input]);
    const toSkip = gradient.toSkips[level - 1] as tf.Tensor4D;
    const border = skipBorderPx(spec.depth, level - 1);
    toOutput = kernels.addToCentre(throughPool, toSkip, border);
    tf.dispose([throughPool, toSkip]);
  }
}

/** Like `convTwiceBackwards`, but nobody needs the gradient by the image. */
function firstConvsBackwards(
  context: PassContext,
  gradients: Gradients,
  trace: ConvTwiceTrace,
  gradient: tf.Tensor4D,
): void {
  const toFirst = secondConvBackwards(context, gradients, 'down0', { trace, gradient });
  tf.dispose([toFirst, trace.input]);
}

interface BlockGradient {
  readonly trace: ConvTwiceTrace;
  /** By the activated output of the second convolution; freed. */
  readonly gradient: tf.Tensor4D;
}

/** Gradient by the block's input, which stays alive; its other maps are freed. */
function convTwiceBackwards(
  context: PassContext,
  gradients: Gradients,
  block: string,
  blockGradient: BlockGradient,
): tf.Tensor4D {
  const open = secondConvBackwards(context, gradients, block, blockGradient);
  const { kernel } = layerOf(context.weights, `${block}/conv1`);
  const toInput = context.kernels.convolveInputGradient(open, kernel);
  open.dispose();
  return toInput;
}

/** Gradient by the first convolution's output before its ReLU; both convolutions' weights are done. */
function secondConvBackwards(
  { weights, kernels }: PassContext,
  gradients: Gradients,
  block: string,
  { trace, gradient }: BlockGradient,
): tf.Tensor4D {
  const openSecond = kernels.maskGradient(gradient, trace.second);
  tf.dispose([gradient, trace.second]);
  gradients[`${block}/conv2/kernel`] = kernels.convolveKernelGradient(trace.first, openSecond, 3);
  gradients[`${block}/conv2/bias`] = kernels.biasGradient(openSecond);
  const { kernel } = layerOf(weights, `${block}/conv2`);
  const toFirst = kernels.convolveInputGradient(openSecond, kernel);
  openSecond.dispose();
  const openFirst = kernels.maskGradient(toFirst, trace.first);
  tf.dispose([toFirst, trace.first]);
  gradients[`${block}/conv1/kernel`] = kernels.convolveKernelGradient(trace.input, openFirst, 3);
  gradients[`${block}/conv1/bias`] = kernels.biasGradient(openFirst);
  return openFirst;
}
