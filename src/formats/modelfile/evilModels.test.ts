import { zipSync } from 'fflate';
import { afterEach, describe, expect, it } from 'vitest';
import { readModelFiles, writeModelFiles } from '#formats/modelfile/modelFiles.ts';
import { readModelZip } from '#formats/modelfile/modelZip.ts';
import { modelContent } from '#testing/projectSamples.ts';

const model = modelContent('Cells');
const files = writeModelFiles(model);
const textOf = (name: string) => new TextDecoder().decode(files.get(name));
const bytesOf = (text: string) => new TextEncoder().encode(text);

/** The model after a change to the text of one of its files, which has to be found there. */
function changed(name: string, from: string | RegExp, to: string): ReadonlyMap<string, Uint8Array> {
  const text = textOf(name)
    .replace(/\s*\n\s*/g, '')
    .replaceAll('": ', '":');
  const after = text.replace(from, to);
  expect(after).not.toBe(text);
  return new Map([...files, [name, bytesOf(after)]]);
}

function withWeights(change: (weights: Float32Array) => void): ReadonlyMap<string, Uint8Array> {
  const bytes = (files.get('weights.bin') as Uint8Array).slice();
  change(new Float32Array(bytes.buffer));
  return new Map([...files, ['weights.bin', bytes]]);
}

const deep = (levels: number) => `${'['.repeat(levels)}${']'.repeat(levels)}`;
const POLLUTION = '"__proto__":{"polluted":1},"constructor":{"prototype":{"polluted":1}},';

afterEach(() => {
  expect(Reflect.get({}, 'polluted')).toBeUndefined();
  expect(Object.keys(Object.prototype)).toEqual([]);
});

// Each ends within the five seconds that a test has.
describe('an evil model is refused, and says why:', () => {
  const json = (from: string | RegExp, to: string) => changed('model.json', from, to);
  it.each([
    ['a layer of the kind __proto__', json('"class_name":"Dropout"', '"class_name":"__proto__"')],
    [
      'a layer of the kind constructor',
      json('"class_name":"Dropout"', '"class_name":"constructor"'),
    ],
    ['a layer that is code', json('"class_name":"Dropout"', '"class_name":"Lambda"')],
    ['1e9 features', json('"filters":2', '"filters":1e9')],
    ['−1 features', json('"filters":2', '"filters":-1')],
    ['2.5 features', json('"filters":2', '"filters":2.5')],
    ['1e999 features', json('"filters":2', '"filters":1e999')],
    ['features as text', json('"filters":2', '"filters":"abc"')],
    ['a weight of 1e12 numbers', json('"shape":[3,3,1,2]', '"shape":[1e6,1e6,1,2]')],
    ['a weight of −1 numbers', json('"shape":[3,3,1,2]', '"shape":[3,3,-1,2]')],
    ['a weight that nests 5000 deep', json('"shape":[3,3,1,2]', `"shape":${deep(5000)}`)],
    ['a setting that nests 5000 deep', json('"padding":"valid"', `"padding":${deep(5000)}`)],
    [
      'a million layers',
      json(/"layers":\[.*\],"input_layers"/, `"layers":[${'{},'.repeat(1e6)}{}],"input_layers"`),
    ],
    ['an activation that is code', json('"activation":"relu"', '"activation":"alert(1)"')],
    ['an activation named constructor', json('"activation":"relu"', '"activation":"constructor"')],
    ['64-bit weights', json('"dtype":"float32"}', '"dtype":"float64"}')],
    ['weights as text', json('"dtype":"float32"}', '"dtype":"string"}')],
    [
      'a quantisation scale of 1e308',
      json(
        '"dtype":"float32"}',
        '"dtype":"float32","quantization":{"dtype":"uint8","scale":1e308,"min":0}}',
      ),
    ],
    ['no list of weights', json(/"weightsManifest":\[.*\]/, '"weightsManifest":[]')],
    ['weights on the net', json('"weights.bin"', '"//evil.example/weights.bin"')],
    ['short weights', new Map([...files, ['weights.bin', new Uint8Array(7)]])],
    ['missing weights', new Map([...files].filter(([name]) => name !== 'weights.bin'))],
    ['a weight that is NaN', withWeights((weights) => weights.fill(Number.NaN, 5, 6))],
    ['a weight that is infinite', withWeights((weights) => weights.fill(-Infinity, 5, 6))],
    [
      'a card with a title of a megabyte',
      changed('card.json', '"title":"Cells"', `"title":"${'x'.repeat(1e6)}"`),
    ],
    [
      'a card with an id that is a path',
      changed('card.json', '"id":"kept-cells-1"', '"id":"../../x"'),
    ],
    [
      'a card with a threshold of 1e999',
      changed('card.json', '"threshold":0.5', '"threshold":1e999'),
    ],
    [
      'a card that links to code',
      changed(
        'card.json',
        '"trainedOn":[]',
        '"trainedOn":[{"name":"a","licence":"b","url":"javascript:alert(1)"}]',
      ),
    ],
    [
      'a figure with a name of a megabyte',
      changed(
        'card.json',
        '"scores":[]',
        `"scores":[{"data":"a","images":1,"note":"","figures":{"${'x'.repeat(1e6)}":1}}]`,
      ),
    ],
    ['a model.json that is a number', new Map([...files, ['model.json', bytesOf('1')]])],
    ['a model.json of brackets', new Map([...files, ['model.json', bytesOf(deep(100_000))]])],
  ])('%s', async (_, evil) => {
    await expect(readModelFiles(evil, 'x')).rejects.toMatchObject({
      code: 'bad-model',
      message: expect.stringMatching(/^This model cannot be used: .{10,600}$/s),
    });
  });
});

describe('a model with additions that mean nothing is read as if they were not there:', () => {
  it.each([
    ['__proto__ in the network', changed('model.json', '{"format"', `{${POLLUTION}"format"`)],
    ['__proto__ in a layer', changed('model.json', '"config":{', `"config":{${POLLUTION}`)],
    ['__proto__ in the card', changed('card.json', '{"id"', `{${POLLUTION}"id"`)],
    [
      'an initialiser that is code',
      changed(
        'model.json',
        /"rate":[\d.]+/,
        '"rate":0.5,"kernel_initializer":{"class_name":"constructor"}',
      ),
    ],
  ])('%s', async (_, evil) => {
    expect(await readModelFiles(evil, 'x')).toEqual(model);
  });
});

describe('an evil ZIP file of a model is refused:', () => {
  const pack = (more: Record<string, Uint8Array>) =>
    zipSync({ ...Object.fromEntries(files), ...more }) as Uint8Array<ArrayBuffer>;

  it.each(['../model.json', '/model.json', 'C:\\model.json', 'a/../../model.json'])(
    'the path %s',
    async (path) => {
      await expect(readModelZip(pack({ [path]: bytesOf('{}') }), 'x')).rejects.toMatchObject({
        code: 'corrupt-file',
      });
    },
  );

  it('two thousand weight files', async () => {
    const shards = Array.from(
      { length: 2000 },
      (_, i) => [`s${i}.bin`, new Uint8Array(1)] as const,
    );
    await expect(readModelZip(pack(Object.fromEntries(shards)), 'x')).rejects.toMatchObject({
      code: 'too-large',
    });
  });

  it('a gigabyte of zeros, before any of it is unpacked', async () => {
    const zeros = pack({ 'zeros.bin': new Uint8Array(20e6) });
    const view = new DataView(zeros.buffer);
    for (let at = 0; at + 4 <= zeros.length; at++) {
      if (view.getUint32(at, true) === 0x02014b50 && view.getUint32(at + 24, true) === 20e6) {
        view.setUint32(at + 24, 2 ** 30, true);
      }
    }
    await expect(readModelZip(zeros, 'x')).rejects.toMatchObject({ code: 'corrupt-file' });
  });
});
