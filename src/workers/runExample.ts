import type { ModelContent } from '#domain/model/modelContent.ts';
import { type ExampleTile, type ModelExample, withClassFirst } from '#domain/model/modelExample.ts';
import { AppError } from '#lib/errors.ts';
import { askCatalog } from '#workers/catalogService.ts';
import { loadModelOn, spawnEngineWorker, startEngineWorkers } from '#workers/engineWorkers.ts';

/**
 * Runs a model on a tile of a simulated sample, on the processor and in a worker of its own: nothing
 * else that the engine does is disturbed.
 *
 * @throws AppError `backend-unavailable` where WebAssembly does not run, and as the engine fails
 */
export async function runExample(model: ModelContent): Promise<ModelExample> {
  const tile = await askCatalog((client) => client.makeExample({ card: model.card }));
  const { width, height, intensities } = tile;
  return { width, height, intensities, probability: await classProbabilities(model, tile) };
}

/** The engine gives the probability of all classes but the first; the others come in its place. */
async function classProbabilities(
  { card, weights }: ModelContent,
  { normalized, width, height }: ExampleTile,
): Promise<Float32Array<ArrayBuffer>> {
  const { network } = card;
  const { classCount } = network;
  const { signal } = new AbortController();
  const workers = await startEngineWorkers('wasm', { maxWorkers: 1, spawn: spawnEngineWorker }, '');
  const [handle] = workers.handles;
  if (!handle) throw new AppError('internal', 'No engine worker was started.');
  try {
    let result = new Float32Array(0);
    // Two classes are each the rest of the other.
    const last = classCount === 2 ? 1 : classCount;
    for (let classIndex = 0; classIndex < last; classIndex++) {
      const values = withClassFirst(network, weights, classIndex);
      const source = { kind: 'weights' as const, network, values };
      await loadModelOn(
        workers,
        { key: `class ${classIndex}`, source: () => Promise.resolve(source) },
        signal,
      );
      const { probability: rest } = await handle.client.predictTile({
        pixels: normalized,
        width,
        height,
        averageSymmetries: false,
      });
      if (classIndex === 0) result = new Float32Array(rest.length * classCount);
      rest.forEach((value, i) => {
        result[i * classCount + classIndex] = 1 - value;
        if (classCount === 2) result[2 * i + 1] = value;
      });
    }
    return result;
  } finally {
    handle.terminate();
  }
}
