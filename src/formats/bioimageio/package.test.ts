import * as tf from '@tensorflow/tfjs';
import { decode as decodePng } from 'fast-png';
import { unzipSync } from 'fflate';
import { beforeAll, describe, expect, it } from 'vitest';
import type { UnetSpec } from '#domain/model/modelCard.ts';
import type { ModelContent } from '#domain/model/modelContent.ts';
import { cutExampleTile, type ModelExample, withClassFirst } from '#domain/model/modelExample.ts';
import { parameterCount } from '#domain/model/weights.ts';
import { makeSample } from '#domain/simulation/sampleCatalog.ts';
import { checkDescription } from '#formats/bioimageio/checkDescription.ts';
import { writePackage } from '#formats/bioimageio/writePackage.ts';
import { unknownCard } from '#formats/modelfile/unknownCard.ts';
import { writeTfjsLayers } from '#formats/modelfile/writeTfjsLayers.ts';
import { readAnyModel } from '#formats/readAnyModel.ts';
import { createRandom } from '#lib/random.ts';
import { openPackage, preprocess, runPackage } from '#testing/runPackage.ts';

const DEPTH2: UnetSpec = { depth: 2, baseFeatures: 3, inputChannels: 1, classCount: 2 };

function modelOf(network: UnetSpec): ModelContent {
  const { normal } = createRandom(7);
  const weights = Float32Array.from({ length: parameterCount(network) }, () => 0.3 * normal());
  return { card: { ...unknownCard(network, 'My cells: 2nd try (ä)'), id: 'cells' }, weights };
}

async function loadTfjs(
  spec: UnetSpec,
  weights: Float32Array<ArrayBuffer>,
  output: 'logits' | 'probability',
) {
  const { modelJson, weightBytes } = writeTfjsLayers({ spec, weights }, output);
  return tf.loadLayersModel(
    tf.io.fromMemory({
      modelTopology: modelJson.modelTopology,
      weightSpecs: modelJson.weightsManifest.flatMap((group) =>
        group.weights.map((weight) => ({ ...weight, shape: [...weight.shape] })),
      ),
      weightData: weightBytes.buffer,
    }),
  );
}

/** The example as plain tfjs computes it. */
async function exampleOf({ card, weights }: ModelContent): Promise<ModelExample> {
  const tile = cutExampleTile(makeSample('nuclei').image, card);
  const network = await loadTfjs(card.network, weights, 'probability');
  const input = tf.tensor4d(tile.normalized, [1, tile.height, tile.width, 1]);
  const output = network.predict(input) as tf.Tensor;
  return { ...tile, probability: (await output.data()) as Float32Array<ArrayBuffer> };
}

const examples = new Map<string, Promise<ModelExample>>();

/** The card's words are no matter for the network, which runs once. */
async function packed(model: ModelContent): Promise<Uint8Array<ArrayBuffer>> {
  const key = JSON.stringify(model.card.network);
  const example = examples.get(key) ?? exampleOf(model);
  examples.set(key, example);
  return writePackage(model, await example, '2026-01-02T03:04:05Z');
}

const asFile = (bytes: Uint8Array<ArrayBuffer>, name = 'a.zip') => new File([bytes], name);

beforeAll(async () => {
  await tf.setBackend('cpu');
});

// Runs a network on one thread of JavaScript, which takes seconds where others work too.
describe('a package of bioimage.io', { timeout: 120_000 }, () => {
  it.each([
    ['two classes', DEPTH2],
    ['three classes, depth 3', { ...DEPTH2, depth: 3, classCount: 3 }],
  ])('follows the specification and gives its own test output: %s', async (_, network) => {
    const opened = openPackage(await packed(modelOf(network)));
    expect(checkDescription(opened.description)).toEqual([]);
    const actual = await runPackage(opened);
    expect(actual.shape).toEqual(opened.output.shape);
    const difference = actual.data.reduce(
      (max, value, i) => Math.max(max, Math.abs(value - (opened.output.data[i] as number))),
      0,
    );
    expect(difference).toBeLessThan(1e-4);
    expect(Math.max(...opened.output.data) - Math.min(...opened.output.data)).toBeGreaterThan(0.01);
  });

  it('says by which offset the output is smaller, as its tensors are', async () => {
    const { description, input, output } = openPackage(await packed(modelOf(DEPTH2)));
    const [, y] = description.outputs[0]?.axes ?? [];
    expect(y).toMatchObject({ size: { tensor_id: 'input', axis_id: 'y', offset: -40 } });
    expect(output.shape[1]).toBe((input.shape[1] as number) - 40);
    const [, inputY] = description.inputs[0]?.axes ?? [];
    const { min, step } = (inputY as { size: { min: number; step: number } }).size;
    expect(((input.shape[1] as number) - min) % step).toBe(0);
  });

  it('maps intensities as Cellpane does', async () => {
    const model = modelOf(DEPTH2);
    const tile = cutExampleTile(makeSample('nuclei').image, model.card);
    const { description, input } = openPackage(await packed(model));
    const mapped = preprocess(description, input.data);
    const difference = mapped.reduce(
      (max, value, i) => Math.max(max, Math.abs(value - (tile.normalized[i] as number))),
      0,
    );
    expect(difference).toBeLessThan(1e-5);
    expect(Math.min(...mapped)).toBe(-1);
  });

  it('holds what it names: checksums, a cover of 2:1, documentation with the training data', async () => {
    const model = modelOf(DEPTH2);
    const trainedOn = [{ name: 'Set <A>', licence: 'CC0', url: 'https://example.org/a' }];
    const withData = { ...model, card: { ...model.card, trainedOn } };
    const { files, description } = openPackage(await packed(withData));
    expect(Object.keys(files).sort()).toEqual([
      'README.md',
      'cover.png',
      'model.onnx',
      'rdf.yaml',
      'test_input.npy',
      'test_output.npy',
      'tfjs-model.zip',
    ]);
    const entry = description.weights.tensorflow_js;
    const bytes = files['tfjs-model.zip'] as Uint8Array<ArrayBuffer>;
    const digest = new Uint8Array(await crypto.subtle.digest('SHA-256', bytes));
    expect(entry?.sha256).toBe(Buffer.from(digest).toString('hex'));
    expect(Object.keys(unzipSync(bytes))).toContain('model.json');
    expect(decodePng(files['cover.png'] as Uint8Array)).toMatchObject({ width: 512, height: 256 });
    const readme = new TextDecoder().decode(files['README.md']);
    expect(readme).toContain('- Set \\<A\\> (CC0): <https://example.org/a>');
    expect(readme).toContain('## Validation');
    expect(description.cite?.[0]?.doi).toBe('10.1007/978-3-319-24574-4_28');
    expect(description.name).toBe('My cells 2nd try (a)');
  });

  it('names a licence only where the card names one by its SPDX id', async () => {
    const model = modelOf(DEPTH2);
    const licensed = { ...model, card: { ...model.card, licence: 'CC-BY-4.0' } };
    expect(openPackage(await packed(licensed)).description.license).toBe('CC-BY-4.0');
    const unclear = { ...model, card: { ...model.card, licence: 'MIT as far as …' } };
    expect(openPackage(await packed(unclear)).description).not.toHaveProperty('license');
  });

  it('is read back as it was written, as a ZIP file, in a folder of one, and unpacked', async () => {
    const model = modelOf(DEPTH2);
    const zip = await packed(model);
    expect(await readAnyModel([asFile(zip)], 'x')).toEqual(model);
    const files = Object.entries(unzipSync(zip)).map(
      ([name, bytes]) => new File([bytes as Uint8Array<ArrayBuffer>], name),
    );
    expect(await readAnyModel(files, 'x')).toEqual(model);
    const onnx = files.filter(({ name }) => name === 'model.onnx');
    expect(await readAnyModel(onnx, 'x')).toEqual(model);
  });
});

describe('withClassFirst', { timeout: 120_000 }, () => {
  it('exchanges the probabilities of two classes', async () => {
    const network = { ...DEPTH2, classCount: 3 };
    const { card, weights } = modelOf(network);
    const tile = cutExampleTile(makeSample('nuclei').image, card);
    const run = async (values: Float32Array<ArrayBuffer>) => {
      const model = await loadTfjs(network, values, 'probability');
      const input = tf.tensor4d(tile.normalized, [1, tile.height, tile.width, 1]);
      return (await (model.predict(input) as tf.Tensor).data()) as Float32Array;
    };
    const plain = await run(weights);
    const swapped = await run(withClassFirst(network, weights, 2));
    for (let i = 0; i < plain.length; i += 300) {
      expect(swapped[i]).toBeCloseTo(plain[i + 2] as number, 5);
      expect(swapped[i + 2]).toBeCloseTo(plain[i] as number, 5);
      expect(swapped[i + 1]).toBeCloseTo(plain[i + 1] as number, 5);
    }
  });
});
