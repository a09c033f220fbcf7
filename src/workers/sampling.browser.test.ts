import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { BACKGROUND } from '#domain/annotation/annotationValues.ts';
import { presetRecipe } from '#domain/training/recipes.ts';
import type { TrainingImage } from '#domain/training/trainingImage.ts';
import { TrainingSampler } from '#domain/training/trainingSampler.ts';
import type { SamplingApi } from '#workers/samplingApi.ts';
import { startSampling } from '#workers/samplingService.ts';
import type { WorkerHandle } from '#workers/workerHandle.ts';

const EDGE = 120;

/** Two squares, a gap between them, on a slope of brightness. */
function squares(): TrainingImage {
  const data = new Uint32Array(EDGE * EDGE).fill(BACKGROUND);
  const pixels = new Float32Array(EDGE * EDGE);
  for (let i = 0; i < data.length; i++) {
    const x = i % EDGE;
    const y = Math.floor(i / EDGE);
    pixels[i] = (x + y) / (2 * EDGE);
    if (y >= 40 && y < 80 && x >= 20 && x < 58) data[i] = 1;
    if (y >= 40 && y < 80 && x >= 61 && x < 100) data[i] = 2;
  }
  const annotation = { width: EDGE, height: EDGE, data };
  const facts = { id: 'squares', name: 'squares', inputChannels: 1, classes: new Map([[2, 2]]) };
  return { ...facts, width: EDGE, height: EDGE, pixels, annotation };
}

const recipe = presetRecipe('from-scratch');
const request = {
  recipe,
  depth: 2,
  inputEdgePx: 92,
  batchSize: 2,
  rehearsal: null,
};
let worker: WorkerHandle<SamplingApi>;

beforeAll(() => {
  worker = startSampling();
});

afterAll(() => worker.terminate());

describe('the sampling worker', () => {
  it('asks for images before it draws', async () => {
    await expect(worker.client.sample({ iteration: 0 })).rejects.toMatchObject({
      code: 'not-found',
    });
  });

  it('draws what the sampler draws', async () => {
    await worker.client.addImage({ image: squares() });
    const counts = await worker.client.prepare(request);
    const drawn = await worker.client.sample({ iteration: 5 });

    expect(counts).toEqual({ objectCount: 2, annotatedPixels: EDGE * EDGE });
    expect(drawn).toEqual(
      new TrainingSampler({ ...request, images: [squares()], rehearsal: [] }).sample(5),
    );
    expect(drawn.input).toHaveLength(2 * 92 * 92);
  });

  it('previews twelve draws', async () => {
    await worker.client.prepare(request);
    const draws = await worker.client.preview({ count: 12, seed: 1 });

    expect(draws).toHaveLength(12);
    expect(draws.every(({ batchSize }) => batchSize === 1)).toBe(true);
  });

  it('weights the gap between two objects most', async () => {
    const { weights, width } = await worker.client.weightMap({ image: squares(), recipe });

    expect(weights).toHaveLength(EDGE * EDGE);
    expect(weights[60 * width + 59]).toBe(Math.max(...weights));
    expect(weights[60 * width + 30]).toBe(1);
  });

  it('says what to paint when nothing is annotated', async () => {
    const image = squares();
    image.annotation.data.fill(0);

    const fresh = startSampling();
    await fresh.client.addImage({ image });

    await expect(fresh.client.prepare(request)).rejects.toMatchObject({
      code: 'invalid-argument',
    });
    fresh.terminate();
  });
});
