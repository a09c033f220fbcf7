import { bench, describe } from 'vitest';
import { BACKGROUND } from '#domain/annotation/annotationValues.ts';
import type { LabelImage } from '#domain/image/labelImage.ts';
import { prepareImages } from '#domain/training/preparedImage.ts';
import { PAPER_WEIGHT_MAP, presetRecipe } from '#domain/training/recipes.ts';
import type { TrainingImage } from '#domain/training/trainingImage.ts';
import { TrainingSampler } from '#domain/training/trainingSampler.ts';
import { classShares, weightMap } from '#domain/training/weightMap.ts';
import { createRandom } from '#lib/random.ts';

/** About `discCount` discs of different sizes on a jittered grid; some touch. */
function drawDiscs(edge: number, discCount: number): LabelImage {
  const random = createRandom(1);
  const data = new Uint32Array(edge * edge).fill(BACKGROUND);
  const pitch = edge / Math.sqrt(discCount);
  let id = 0;
  for (let cy = pitch / 2; cy < edge; cy += pitch) {
    for (let cx = pitch / 2; cx < edge; cx += pitch) {
      id++;
      const centre = { x: cx + random.uniform(-4, 4), y: cy + random.uniform(-4, 4) };
      const radius = random.uniform(0.25, 0.55) * pitch;
      fillDisc({ width: edge, height: edge, data }, centre, radius, id);
    }
  }
  return { width: edge, height: edge, data };
}

function fillDisc(
  { width, height, data }: LabelImage,
  centre: { readonly x: number; readonly y: number },
  radius: number,
  id: number,
): void {
  const bottom = Math.min(height - 1, centre.y + radius);
  const right = Math.min(width - 1, centre.x + radius);
  for (let y = Math.ceil(Math.max(0, centre.y - radius)); y <= bottom; y++) {
    for (let x = Math.ceil(Math.max(0, centre.x - radius)); x <= right; x++) {
      if (Math.hypot(x - centre.x, y - centre.y) <= radius) data[y * width + x] = id;
    }
  }
}

function imageOf(annotation: LabelImage): TrainingImage {
  const { width, height } = annotation;
  const random = createRandom(2);
  const pixels = Float32Array.from({ length: width * height }, () => random.uniform());
  const facts = { id: 'discs', name: 'discs', inputChannels: 1, classes: new Map() };
  return { ...facts, width, height, pixels, annotation };
}

const options = { time: 2000, iterations: 5, warmupIterations: 2 };

describe.each([
  [2048, 5000],
  [2048, 3],
])('weights of %i² px with about %i objects', (edge, discCount) => {
  const annotation = drawDiscs(edge, discCount);
  const target = Uint8Array.from(annotation.data, (id) => (id === BACKGROUND ? 0 : 1));
  const shares = classShares([{ annotation, target }]);
  const input = { annotation, target, shares, settings: PAPER_WEIGHT_MAP };
  bench('weight map', () => void weightMap(input), options);
  const image = imageOf(annotation);
  bench('all that precedes sampling', () => void prepareImages([image], PAPER_WEIGHT_MAP), options);
});

describe('a sample of 572 px in, 388 px out', () => {
  const image = imageOf(drawDiscs(1024, 400));
  for (const id of ['paper-2015', 'from-scratch'] as const) {
    const sampler = new TrainingSampler({
      images: [image],
      recipe: presetRecipe(id),
      depth: 4,
      inputEdgePx: 572,
      batchSize: 1,
    });
    let iteration = 0;
    bench(`recipe ${id}`, () => void sampler.sample(iteration++), options);
  }
});
