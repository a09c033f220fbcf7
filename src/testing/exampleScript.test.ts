import { execFile } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { promisify } from 'node:util';
import * as tf from '@tensorflow/tfjs';
import { decode, encode } from 'fast-png';
import { beforeAll, describe, expect, it } from 'vitest';
import { PROBABILITY_LEVELS } from '#domain/image/probabilityMap.ts';
import { resample, type SampledPlane } from '#domain/image/resample.ts';
import type { ModelContent } from '#domain/model/modelContent.ts';
import { parameterCount, weightShapes } from '#domain/model/weights.ts';
import { extractInstances } from '#domain/segmentation/extractInstances.ts';
import { makeSample } from '#domain/simulation/sampleCatalog.ts';
import { readNormalizedWindow } from '#domain/tiling/networkInput.ts';
import { startRun, writeProbabilities } from '#domain/tiling/predictionRun.ts';
import { cropToWriteWindow, planTiles } from '#domain/tiling/tilePlan.ts';
import { predictTile } from '#engine/inference/predictTile.ts';
import { uploadWeights } from '#engine/network/unetWeights.ts';
import { unknownCard } from '#formats/modelfile/unknownCard.ts';
import { writeOnnxModel } from '#formats/onnx/onnxFile.ts';
import { createRandom } from '#lib/random.ts';

const SCRIPT = resolve('docs/examples/segmentFolder.mjs');
const STEPS = resolve('docs/examples/pixelSteps.mjs');
const WIDTH = 130;
const HEIGHT = 77;
const nuclei = makeSample('nuclei').image;

/** What the example offers to others. */
interface ExampleModule {
  openModel(bytes: Uint8Array): Promise<unknown>;
  foregroundProbability(
    model: unknown,
    plane: { width: number; height: number; data: ArrayLike<number> },
  ): Promise<Float32Array>;
}

interface StepsModule {
  resample(plane: SampledPlane, width: number, height: number): { data: Float32Array };
}

/** A corner of the nuclei, as 16 bits. */
function corner(): Uint16Array<ArrayBuffer> {
  const [plane] = nuclei.channels;
  return Uint16Array.from(
    { length: WIDTH * HEIGHT },
    (_, i) => plane?.[Math.floor(i / WIDTH) * nuclei.width + (i % WIDTH)] as number,
  );
}

/** A network of random weights; its threshold cuts the picture in two. */
function randomModel(): ModelContent {
  const network = { depth: 2, baseFeatures: 3, inputChannels: 1, classCount: 2 };
  const { normal } = createRandom(3);
  const weights = new Float32Array(parameterCount(network));
  for (const { shape, offset, length } of weightShapes(network)) {
    const inputs = shape.slice(0, 3).reduce((product, edge) => product * edge, 1);
    const deviation = shape.length === 4 ? Math.sqrt(2 / inputs) : 0.1;
    for (let i = 0; i < length; i++) weights[offset + i] = deviation * normal();
  }
  return { card: { ...unknownCard(network, 'Random'), id: 'random' }, weights };
}

/** As Cellpane itself computes it, in tiles of another size than the example takes. */
async function ownMap({ card, weights }: ModelContent, pixels: Uint16Array<ArrayBuffer>) {
  const { network, normalization, scale = 1 } = card;
  const image = { ...nuclei, width: WIDTH, height: HEIGHT, channels: [pixels] };
  const run = startRun(image, { channels: [0], invert: false, normalization, scale }, null, null);
  const uploaded = uploadWeights(network, weights);
  const plan = planTiles({
    region: run.region,
    depth: network.depth,
    maxInputWidth: 108,
    maxInputHeight: 84,
  });
  for (const tile of plan.tiles) {
    const { read } = tile;
    const output = await predictTile(network, uploaded, {
      pixels: readNormalizedWindow(run.input, read),
      width: read.width,
      height: read.height,
      averageSymmetries: false,
    });
    const kept = cropToWriteWindow(output, plan.outputWidth, tile, network.depth);
    writeProbabilities(run, tile.write, kept);
  }
  expect(plan.tiles.length).toBeGreaterThan(1);
  return run.map;
}

beforeAll(async () => {
  await tf.setBackend('cpu');
});

// Runs networks on one thread, which takes seconds where others work too.
describe('the example for onnxruntime', { timeout: 120_000 }, () => {
  it.each([1, 0.8])(
    'gives the probabilities of Cellpane itself, and its objects pixel by pixel, at scale %d',
    async (scale) => {
      const pixels = corner();
      const model = randomModel();
      const map = await ownMap({ ...model, card: { ...model.card, scale } }, pixels);
      const threshold =
        (map.data.slice().sort()[map.data.length / 2] as number) / PROBABILITY_LEVELS;
      const defaults = { ...model.card.defaults, threshold, splitTouching: 0, fillHoles: true };
      const onnx = writeOnnxModel({ ...model, card: { ...model.card, defaults, scale } });

      const example = (await import(pathToFileURL(SCRIPT).href)) as ExampleModule;
      const opened = await example.openModel(onnx);
      const plane = { width: WIDTH, height: HEIGHT, data: pixels };
      const found = await example.foregroundProbability(opened, plane);
      const difference = map.data.reduce(
        (max, level, i) =>
          Math.max(max, Math.abs(level / PROBABILITY_LEVELS - (found[i] as number))),
        0,
      );
      expect(difference).toBeLessThan(1e-4);

      // Pixels at the threshold may fall either way, so Cellpane looks for objects in the same map.
      const data = Uint16Array.from(found, (value) => Math.round(value * PROBABILITY_LEVELS));
      const own = extractInstances({ width: WIDTH, height: HEIGHT, data }, defaults);

      const { stdout, stderr, code, labels } = await runCommand(onnx, pixels);
      expect(stderr).toMatch(/broken\.png: /);
      expect(code).toBe(1);
      expect(stdout).toBe(`${join('images', 'deep', 'cells.png')}: ${own.count} objects\n`);
      expect(own.count).toBeGreaterThan(3);
      expect(own.labels.data.filter((label, i) => label !== labels[i])).toHaveLength(0);
    },
  );

  it('scales planes as Cellpane does', async () => {
    const { resample: resampleThere } = (await import(pathToFileURL(STEPS).href)) as StepsModule;
    const plane = { width: WIDTH, height: HEIGHT, data: corner() };
    for (const [width, height] of [
      [41, 25],
      [65, 38],
      [170, 101],
    ] as const) {
      expect(resampleThere(plane, width, height).data).toEqual(resample(plane, width, height));
    }
  });
});

/** The example as a command, on a folder with one image and one that is damaged. */
async function runCommand(onnx: Uint8Array, pixels: Uint16Array) {
  const folder = mkdtempSync(join(tmpdir(), 'cellpane-example-'));
  mkdirSync(join(folder, 'images', 'deep'), { recursive: true });
  const png = encode({ width: WIDTH, height: HEIGHT, data: pixels, depth: 16, channels: 1 });
  writeFileSync(join(folder, 'images', 'deep', 'cells.png'), png);
  writeFileSync(join(folder, 'images', 'broken.png'), 'no picture');
  writeFileSync(join(folder, 'model.onnx'), onnx);
  const parts = ['--model', 'model.onnx', '--out', 'results', 'images'];
  const run = promisify(execFile)(process.execPath, [SCRIPT, ...parts], { cwd: folder });
  const told = (await run.catch((error: unknown) => error)) as {
    readonly stdout: string;
    readonly stderr: string;
    readonly code: number;
  };
  const { data } = decode(readFileSync(join(folder, 'results', 'cells.labels.png')));
  return { ...told, labels: data };
}
