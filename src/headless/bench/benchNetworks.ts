import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { UnetSpec } from '#domain/model/modelCard.ts';
import { parameterCount, weightShapes } from '#domain/model/weights.ts';
import {
  listShards,
  type NetworkWeights,
  readTfjsLayers,
} from '#formats/modelfile/readTfjsLayers.ts';
import { WEIGHTS_FILE_NAME, writeTfjsLayers } from '#formats/modelfile/writeTfjsLayers.ts';
import { createRandom } from '#lib/random.ts';

/** A network of the bench, and the folder with its `model.json`. */
export interface BenchNetwork extends NetworkWeights {
  readonly name: string;
  readonly folder: string;
}

/** A model that comes with Cellpane. */
export function shippedNetwork(id: string): BenchNetwork {
  const folder = join('public', 'models', id);
  const modelJson: unknown = JSON.parse(readFileSync(join(folder, 'model.json'), 'utf8'));
  const shards = listShards(modelJson).map((name) => {
    return [name, new Uint8Array(readFileSync(join(folder, name)))] as const;
  });
  return { name: id, folder, ...readTfjsLayers(modelJson, new Map(shards)) };
}

/**
 * The network of Ronneberger et al. 2015 (31 million parameters) with seeded weights, written below
 * `temporaryFolder`. He's initialisation keeps its signals in range.
 */
export function paperNetwork(temporaryFolder: string): BenchNetwork {
  const spec: UnetSpec = { depth: 4, baseFeatures: 64, inputChannels: 1, classCount: 2 };
  const random = createRandom(1);
  const weights = new Float32Array(parameterCount(spec));
  for (const { shape, offset, length } of weightShapes(spec)) {
    if (shape.length === 1) continue;
    const [height = 1, width = 1, inputs = 1] = shape;
    const deviation = Math.sqrt(2 / (height * width * inputs));
    for (let i = 0; i < length; i++) weights[offset + i] = deviation * random.normal();
  }
  const folder = join(temporaryFolder, 'paper');
  const { modelJson, weightBytes } = writeTfjsLayers({ spec, weights });
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, 'model.json'), JSON.stringify(modelJson));
  writeFileSync(join(folder, WEIGHTS_FILE_NAME), weightBytes);
  return { name: 'paper', folder, spec, weights };
}
