import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parameterCount } from '#domain/model/weights.ts';
import { listShards, readTfjsLayers } from '#formats/modelfile/readTfjsLayers.ts';
import { writeTfjsLayers } from '#formats/modelfile/writeTfjsLayers.ts';
import { AppError } from '#lib/errors.ts';

const spec = { depth: 1, baseFeatures: 2, inputChannels: 1, classCount: 2 };
const weights = new Float32Array(parameterCount(spec)).fill(0.5);
const { modelJson, weightBytes } = writeTfjsLayers({ spec, weights });
const text = JSON.stringify(modelJson);
const shards = new Map([['weights.bin', weightBytes]]);

/** Reads the good model after one change to its JSON text. */
function readChanged(from: string | RegExp, to: string) {
  const changed = text.replace(from, to);
  expect(changed).not.toBe(text);
  return readTfjsLayers(JSON.parse(changed), shards);
}

/** Layers of the good model after a change to one of them. */
function readWithLayer(name: string, change: object) {
  const parsed = JSON.parse(text);
  const { layers } = parsed.modelTopology.config;
  const index = layers.findIndex((layer: { name: string }) => layer.name === name);
  layers[index] = { ...layers[index], ...change };
  return readTfjsLayers(parsed, shards);
}

describe('readTfjsLayers refuses, and says why,', () => {
  it.each([
    ['no object', null, /not readable/],
    ['text', 'model', /not readable/],
    ['a list', [], /not readable/],
    ['an empty object', {}, /not readable/],
    ['a frozen graph', { format: 'graph-model' }, /frozen TensorFlow graph/],
    ['no layers', { ...modelJson, modelTopology: { config: { layers: [] } } }, /not readable/],
  ])('%s', (_, json, message) => {
    expect(() => readTfjsLayers(json, shards)).toThrow(
      expect.objectContaining({ code: 'bad-model', message: expect.stringMatching(message) }),
    );
  });

  it.each([
    ['an unknown layer', '"class_name":"Dropout"', '"class_name":"Lambda"', /kind Lambda/],
    [
      'a layer named like Object',
      '"class_name":"Dropout"',
      '"class_name":"__proto__"',
      /kind __pro/,
    ],
    [
      'padded convolutions',
      '"padding":"valid"',
      '"padding":"same"',
      /padding "same" where "valid"/,
    ],
    ['another activation', '"activation":"relu"', '"activation":"elu"', /activation "elu"/],
    ['a larger kernel', '"kernel_size":[3,3]', '"kernel_size":[5,5]', /kernel_size \[5,5\]/],
    ['another crop', '"cropping":[[4,4],[4,4]]', '"cropping":[[3,5],[4,4]]', /cropping/],
    ['padding that is not empty', '"padding":[[0,0],[0,0]]', '"padding":[[1,1],[1,1]]', /ZeroPad/],
    ['2^40 features', '"filters":2', '"filters":1099511627776', /1099511627776 features/],
    ['−1 features', '"filters":2', '"filters":-1', /-1 features/],
    ['features as text', '"filters":2', '"filters":"2"', /no number of features/],
    ['no max pooling', '"MaxPooling2D"', '"Dropout"', /0 max-pooling steps/],
    ['a giant weight', '"shape":[3,3,1,2]', '"shape":[1000000,1000000,1,2]', /needs 8000.* bytes/],
    ['an endless shape', '"shape":[3,3,1,2]', '"shape":[1e300]', /not readable/],
    ['another weight shape', '"shape":[3,3,1,2]', '"shape":[3,3,2,1]', /3 × 3 × 2 × 1/],
    ['half-precision weights', '"dtype":"float32"}', '"dtype":"float16"}', /float16/],
    [
      'quantized weights',
      '"dtype":"float32"}',
      '"dtype":"float32","quantization":{}}',
      /quantized/,
    ],
    ['a missing weight', '"down0_conv1/bias"', '"down0_conv1/b"', /"down0_conv1\/bias" is missing/],
    ['a weight twice', '"down0_conv1/bias"', '"down0_conv1/kernel"', /twice/],
    ['a missing shard', '["weights.bin"]', '["weights.bin","more.bin"]', /"more.bin" is missing/],
    ['a shard elsewhere', '["weights.bin"]', '["../weights.bin"]', /no plain file name/],
    ['a shard on the net', '["weights.bin"]', '["https://a.example/b"]', /no plain file name/],
    ['a cut-off list of shards', '["weights.bin"]', '[]', /hold 0/],
  ])('%s', (_, from, to, message) => {
    expect(() => readChanged(from, to)).toThrow(
      expect.objectContaining({ code: 'bad-model', message: expect.stringMatching(message) }),
    );
  });

  it.each([
    ['a connection to nowhere', 'down0_conv2', [[['nothing', 0, 0, {}]]], /"nothing", which does/],
    ['a drop-out in a circle', 'down1_dropout', [[['down1_dropout', 0, 0, {}]]], /circle/],
    [
      'the skip connection second',
      'up0_concat',
      [
        [
          ['up0_upconv', 0, 0, {}],
          ['up0_size', 0, 0, {}],
        ],
      ],
      /is a .* where a .* belongs/,
    ],
    [
      'an up-convolution from the wrong level',
      'up0_upconv',
      [[['down0_conv2', 0, 0, {}]]],
      /filters/,
    ],
    ['a skip connection too few', 'up0_concat', [[['up0_upconv', 0, 0, {}]]], /reads 1 layers/],
  ])('%s', (_, name, connections, message) => {
    expect(() => readWithLayer(name, { inbound_nodes: connections })).toThrow(
      expect.objectContaining({ code: 'bad-model', message: expect.stringMatching(message) }),
    );
  });

  it.each([Number.NaN, Number.POSITIVE_INFINITY])('a weight that is %d', (value) => {
    const spoiled = Float32Array.from(weights);
    spoiled[40] = value;
    const bytes = writeTfjsLayers({ spec, weights: spoiled }).weightBytes;
    expect(() => readTfjsLayers(JSON.parse(text), new Map([['weights.bin', bytes]]))).toThrow(
      expect.objectContaining({ code: 'bad-model', message: expect.stringContaining(`${value}`) }),
    );
  });

  it.each([0, 1, weightBytes.length - 4, weightBytes.length - 1])(
    'a shard of %i bytes',
    (length) => {
      const cut = new Map([['weights.bin', weightBytes.subarray(0, length)]]);
      expect(() => readTfjsLayers(modelJson, cut)).toThrow(
        expect.objectContaining({
          code: 'bad-model',
          message: expect.stringContaining(`${weightBytes.length} bytes`),
        }),
      );
    },
  );

  it('any text put in place of any other, if it does not read the same', () => {
    fc.assert(
      fc.property(
        fc.nat({ max: text.length - 1 }),
        fc.nat({ max: 30 }),
        fc.constantFrom('', '0', 'null', '-1', '1e9', '[]', '{}', '"x"', ',', '"__proto__"'),
        (start, length, inserted) => {
          const changed = text.slice(0, start) + inserted + text.slice(start + length);
          let json: unknown;
          try {
            json = JSON.parse(changed);
          } catch {
            return;
          }
          try {
            expect(readTfjsLayers(json, shards).weights).toEqual(weights);
          } catch (error) {
            expect(error).toBeInstanceOf(AppError);
            expect(error).toHaveProperty('code', 'bad-model');
          }
        },
      ),
      { numRuns: 1000, seed: 1 },
    );
  });

  it('deep nesting without running out of stack', () => {
    const deep = `${'['.repeat(20_000)}${']'.repeat(20_000)}`;
    const json: unknown = JSON.parse(text.replace('"rate":0.5', `"rate":${deep}`));
    expect(readTfjsLayers(json, shards).spec).toEqual(spec);
    expect(() => readTfjsLayers(JSON.parse(text.replace('"valid"', deep)), shards)).toThrow(
      expect.objectContaining({ code: 'bad-model' }),
    );
  });
});

describe('readTfjsLayers accepts', () => {
  it('a model as Keras’ converter writes it', () => {
    const topology = modelJson.modelTopology;
    const keras = {
      ...modelJson,
      modelTopology: { keras_version: '2.4.0', model_config: topology },
    };
    expect(readTfjsLayers(JSON.parse(JSON.stringify(keras)), shards).spec).toEqual(spec);
  });

  it('a last layer with softmax, whose logits are the same', () => {
    expect(readChanged('"activation":"linear"', '"activation":"softmax"').spec).toEqual(spec);
  });

  it('another drop-out, a fixed tile size and one number for two', () => {
    expect(readChanged('"rate":0.5', '"rate":0.1').spec).toEqual(spec);
    expect(readChanged('[null,null,null,1]', '[null,60,60,1]').spec).toEqual(spec);
    expect(readChanged('"pool_size":[2,2]', '"pool_size":2').spec).toEqual(spec);
    expect(readChanged('"axis":-1', '"axis":3').spec).toEqual(spec);
  });

  it('each file of a model once in its list', () => {
    const twice = text.replace('["weights.bin"]', '["weights.bin","b-2.bin","weights.bin"]');
    expect(listShards(JSON.parse(twice))).toEqual(['weights.bin', 'b-2.bin']);
  });
});
