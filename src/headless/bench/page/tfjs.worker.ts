import * as tf from '@tensorflow/tfjs';
import { startPlainBackend } from '#engine/backend.ts';
import { AppError } from '#lib/errors.ts';
import type { Handlers } from '#workers/contract.ts';
import { type Port, serve } from '#workers/rpc.ts';
import { buildTfjsUnet } from './buildTfjsUnet.ts';
import type { CompetitorApi } from './competitorApi.ts';
import { loadNetwork } from './loadNetwork.ts';

let network: { readonly model: tf.LayersModel; readonly shape: tf.Shape } | null = null;

const handlers: Handlers<CompetitorApi> = {
  start: async ({ backend, modelUrl, edge }) => {
    const { adapter } = await startPlainBackend(backend);
    const { spec, weights } = await loadNetwork(modelUrl);
    const model = buildTfjsUnet(spec, weights, edge);
    network = { model, shape: [1, edge, edge, spec.inputChannels] };
    return { value: { adapter } };
  },

  run: async ({ pixels }) => {
    if (!network) throw new AppError('internal', 'The network was not loaded.');
    const { model, shape } = network;
    const output = tf.tidy(() => {
      const logits = model.predict(tf.tensor(pixels, shape as number[])) as tf.Tensor4D;
      const [, , , classCount] = logits.shape;
      const background = tf.slice(tf.softmax(logits), [0, 0, 0, 0], [1, -1, -1, 1]);
      return tf.sub(1, tf.reshape(background, [logits.size / classCount]));
    });
    // A WASM result is a view of the whole heap, which cannot be transferred.
    const result = ((await output.data()) as Float32Array<ArrayBuffer>).slice();
    output.dispose();
    return { value: { result }, transfer: [result.buffer] };
  },
};

serve<CompetitorApi>(self as unknown as Port, handlers);
