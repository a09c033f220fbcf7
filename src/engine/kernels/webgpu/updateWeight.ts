import type { Tensor } from '@tensorflow/tfjs';
import { elementwise } from '#engine/kernels/webgpu/elementwise.ts';
import { asTensor, runProgram } from '#engine/kernels/webgpu/gpuProgram.ts';
import type { UpdateSettings, WeightState } from '#engine/training/optimizer.ts';

/**
 * One weight tensor after a step, as the optimiser's `updateWeight` has it, in one dispatch per
 * result instead of one per arithmetic operation.
 */
export function updateWeight(
  state: WeightState,
  gradient: Tensor,
  settings: UpdateSettings,
): WeightState {
  return settings.optimizer.kind === 'sgd'
    ? sgdStep(state, gradient, settings.optimizer.momentum, settings)
    : adamStep(state, gradient, settings.optimizer, settings);
}

function sgdStep(
  { weight, slots }: WeightState,
  gradient: Tensor,
  momentum: number,
  { gradientScale: scale, learningRate: rate }: UpdateSettings,
): WeightState {
  const [old] = slots as readonly [Tensor];
  const velocity = run({
    key: 'sgdVelocity',
    inputs: { old, gradient },
    floats: { momentum, scale },
    expression: 'uniforms.momentum * old[index] + uniforms.scale * gradient[index]',
  });
  const moved = run({
    key: 'sgdWeight',
    inputs: { weight, velocity },
    floats: { rate },
    expression: 'weight[index] - uniforms.rate * velocity[index]',
  });
  return { weight: moved, slots: [velocity] };
}

function adamStep(
  { weight, slots }: WeightState,
  gradient: Tensor,
  { beta1, beta2, epsilon }: { beta1: number; beta2: number; epsilon: number },
  { gradientScale, learningRate, stepNumber }: UpdateSettings,
): WeightState {
  const [oldMean, oldVariance] = slots as readonly [Tensor, Tensor];
  const mean = run({
    key: 'adamMean',
    inputs: { old: oldMean, gradient },
    floats: { decay: beta1, share: gradientScale * (1 - beta1) },
    expression: 'uniforms.decay * old[index] + uniforms.share * gradient[index]',
  });
  const variance = run({
    key: 'adamVariance',
    inputs: { old: oldVariance, gradient },
    floats: { decay: beta2, share: gradientScale ** 2 * (1 - beta2) },
    expression: 'uniforms.decay * old[index] + uniforms.share * gradient[index] * gradient[index]',
  });
  const moved = run({
    key: 'adamWeight',
    inputs: { weight, mean, variance },
    floats: {
      rate: learningRate / (1 - beta1 ** stepNumber),
      correction: 1 / (1 - beta2 ** stepNumber),
      epsilon,
    },
    expression: `weight[index] - uniforms.rate * mean[index]
      / (sqrt(uniforms.correction * variance[index]) + Value(uniforms.epsilon))`,
  });
  return { weight: moved, slots: [mean, variance] };
}

function run(computation: Parameters<typeof elementwise>[0]): Tensor {
  return asTensor(runProgram(elementwise(computation)));
}
