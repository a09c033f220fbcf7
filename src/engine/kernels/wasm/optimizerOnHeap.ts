import type * as tf from '@tensorflow/tfjs';
import type { WasmHeap } from '#engine/kernels/wasm/wasmHeap.ts';
import type { UpdateSettings, WeightState } from '#engine/training/optimizer.ts';

/** `NetworkKernels.updateWeight` in one pass over the numbers. */
export function updateOnHeap(
  heap: WasmHeap,
  state: WeightState,
  gradient: tf.Tensor,
  settings: UpdateSettings,
): WeightState {
  const { shape } = state.weight;
  const weight = heap.create(shape);
  const slots = state.slots.map(() => heap.create(shape));
  const before = {
    weight: heap.floats(state.weight),
    slots: state.slots.map((slot) => heap.floats(slot)),
    gradient: heap.floats(gradient),
  };
  const after = { weight: heap.floats(weight), slots: slots.map((slot) => heap.floats(slot)) };
  const { optimizer } = settings;
  if (optimizer.kind === 'sgd') updateByMomentum(before, after, settings, optimizer.momentum);
  else updateByAdam(before, after, settings, optimizer);
  return { weight, slots };
}

interface Numbers {
  readonly weight: Float32Array;
  readonly slots: readonly Float32Array[];
}

function updateByMomentum(
  before: Numbers & { readonly gradient: Float32Array },
  after: Numbers,
  { learningRate, gradientScale }: UpdateSettings,
  momentum: number,
): void {
  const { weight, gradient } = before;
  const [velocity, newVelocity] = [before.slots[0], after.slots[0]] as [Float32Array, Float32Array];
  const newWeight = after.weight;
  for (let i = 0; i < weight.length; i++) {
    const v = momentum * (velocity[i] as number) + gradientScale * (gradient[i] as number);
    newVelocity[i] = v;
    newWeight[i] = (weight[i] as number) - learningRate * v;
  }
}

function updateByAdam(
  before: Numbers & { readonly gradient: Float32Array },
  after: Numbers,
  { learningRate, gradientScale, stepNumber }: UpdateSettings,
  { beta1, beta2, epsilon }: { beta1: number; beta2: number; epsilon: number },
): void {
  const { weight, gradient } = before;
  const [means, variances] = before.slots as [Float32Array, Float32Array];
  const [newMeans, newVariances] = after.slots as [Float32Array, Float32Array];
  const newWeight = after.weight;
  const rate = learningRate / (1 - beta1 ** stepNumber);
  const correction = 1 / (1 - beta2 ** stepNumber);
  for (let i = 0; i < weight.length; i++) {
    const g = gradientScale * (gradient[i] as number);
    const mean = beta1 * (means[i] as number) + (1 - beta1) * g;
    const variance = beta2 * (variances[i] as number) + (1 - beta2) * g * g;
    newMeans[i] = mean;
    newVariances[i] = variance;
    newWeight[i] =
      (weight[i] as number) - (rate * mean) / (Math.sqrt(variance * correction) + epsilon);
  }
}
