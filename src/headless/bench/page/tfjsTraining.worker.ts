import * as tf from '@tensorflow/tfjs';
import type { UnetSpec } from '#domain/model/modelCard.ts';
import { startPlainBackend } from '#engine/backend.ts';
import { AppError } from '#lib/errors.ts';
import type { Handlers } from '#workers/contract.ts';
import { type Port, serve } from '#workers/rpc.ts';
import { buildTfjsUnet } from './buildTfjsUnet.ts';
import type { CompetitorApi } from './competitorApi.ts';
import { loadNetwork } from './loadNetwork.ts';
import { registerPlainWeightGradient } from './registerPlainWeightGradient.ts';
import { LEARNING_RATE, MOMENTUM, trainingSampleOf } from './trainingSample.ts';

let training: {
  readonly model: tf.LayersModel;
  readonly optimizer: tf.Optimizer;
  readonly spec: UnetSpec;
  readonly edge: number;
} | null = null;

const handlers: Handlers<CompetitorApi> = {
  start: async ({ backend, modelUrl, edge }) => {
    const { adapter } = await startPlainBackend(backend);
    if (backend === 'wasm') registerPlainWeightGradient();
    const { spec, weights } = await loadNetwork(modelUrl);
    const model = buildTfjsUnet(spec, weights, edge);
    training = { model, optimizer: tf.train.momentum(LEARNING_RATE, MOMENTUM), spec, edge };
    return { value: { adapter } };
  },

  run: async ({ pixels }) => {
    if (!training) throw new AppError('internal', 'The network was not loaded.');
    const { model, optimizer, spec, edge } = training;
    const { target } = trainingSampleOf(pixels, spec, edge);
    const loss = optimizer.minimize(() => {
      const logits = model.apply(tf.tensor(pixels, [1, edge, edge, spec.inputChannels]), {
        training: true,
      });
      const rows = tf.reshape(logits as tf.Tensor, [target.length, spec.classCount]);
      const truth = tf.oneHot(tf.tensor1d(target, 'int32'), spec.classCount);
      return tf.losses.softmaxCrossEntropy(truth, rows);
    }, true) as tf.Scalar;
    const result = ((await loss.data()) as Float32Array<ArrayBuffer>).slice();
    loss.dispose();
    return { value: { result }, transfer: [result.buffer] };
  },
};

serve<CompetitorApi>(self as unknown as Port, handlers);
