import { zipSync } from 'fflate';
import { describe, expect, it } from 'vitest';
import { writeModelZip } from '#formats/modelfile/modelZip.ts';
import { readAnyModel } from '#formats/readAnyModel.ts';
import { modelContent } from '#testing/projectSamples.ts';

const model = modelContent('Cells');
const weights = writeModelZip(model, 'probability');
const bytesOf = (text: string) => new TextEncoder().encode(text);

const GOOD = `
type: model
format_version: 0.5.3
name: Some nuclei
weights:
  tensorflow_js: {source: w.zip, tensorflow_version: 4.22.0}
`;

function packageOf(description: string, more: Record<string, Uint8Array> = {}): File {
  const files = { 'rdf.yaml': bytesOf(description), 'w.zip': weights, ...more };
  return new File([zipSync(files, { level: 0 }) as Uint8Array<ArrayBuffer>], 'package.zip');
}

function refusal(message: RegExp) {
  return {
    code: 'bad-model',
    message: expect.stringMatching(
      new RegExp(`^This model cannot be used: .*${message.source}`, 's'),
    ),
  };
}

const aliases = Array.from(
  { length: 9 },
  (_, i) => `l${i + 1}: &l${i + 1} [${Array(9).fill(`*l${i}`).join(', ')}]`,
).join('\n');

describe('a package that others wrote', () => {
  it('is read where its weights are our U-Net, in YAML of any style and in a folder', async () => {
    expect(await readAnyModel([packageOf(GOOD)], 'x')).toEqual(model);
    const inFolder = zipSync({ 'a/bioimageio.yaml': bytesOf(GOOD), 'a/w.zip': weights });
    const file = new File([inFolder as Uint8Array<ArrayBuffer>], 'x.zip');
    expect(await readAnyModel([file], 'x')).toEqual(model);
  });

  it('is refused with the weights that it has, when they are others', async () => {
    const torch = GOOD.replace(/tensorflow_js:.*/, 'torchscript: {source: a.pt}').concat(
      '  pytorch_state_dict: {source: b.pt}\n',
    );
    await expect(readAnyModel([packageOf(torch)], 'x')).rejects.toMatchObject(
      refusal(/weights as pytorch_state_dict, torchscript, but Cellpane runs tensorflow_js/),
    );
  });

  it.each([
    ['no description of a model', 'type: dataset\nname: x\n', /not one of a model/],
    ['a list', '- 1\n- 2\n', /not one of a model/],
    ['nothing', '', /not one of a model/],
    ['no YAML', '{{{: [', /no YAML/],
    ['a bomb of aliases', `l0: &l0 [lol]\n${aliases}\n${GOOD}`, /no YAML that can be read/],
    ['one alias', `a: &a 1\nb: *a\n${GOOD}`, /no YAML that can be read/],
    ['100,000 brackets', `a: ${'['.repeat(1e5)}`, /more than 100 levels/],
    ['100,000 lists in a line', `${'- '.repeat(1e5)}a`, /more than 100 levels/],
    [
      'maps that nest 700 deep',
      Array.from({ length: 700 }, (_, i) => `${' '.repeat(i)}a:`).join('\n'),
      /more than 100 levels/,
    ],
    [
      '20,000 keys',
      Array.from({ length: 20_000 }, (_, i) => `k${i}: 1`).join('\n'),
      /not one of a model/,
    ],
    ['2 MB', `${GOOD}# ${'x'.repeat(2e6)}`, /has 20\d+ bytes/],
    ['code', `a: !!js/function 'function () {}'\n${GOOD.replace('w.zip', 'none')}`, /missing/],
    ['weights on the net', GOOD.replace('w.zip', 'https://example.org/w.zip'), /not a file of the/],
    [
      'weights in another folder',
      GOOD.replace('w.zip', '../../w.zip'),
      /not a file of the package/,
    ],
    ['weights that are missing', GOOD.replace('w.zip', 'v.zip'), /“v.zip” are missing/],
    ['a wrong checksum', GOOD.replace('w.zip', `w.zip, sha256: ${'f'.repeat(64)}`), /checksum/],
    ['weights without a place', GOOD.replace('source: w.zip, ', ''), /does not say where/],
    ['weights that are a number', GOOD.replace(/\{.*\}/, '5'), /does not say where/],
    ['no weights', GOOD.replace(/tensorflow_js.*/, '{}'), /no form that the specification knows/],
  ])('is refused with %s', async (_, description, message) => {
    await expect(readAnyModel([packageOf(description)], 'x')).rejects.toMatchObject(
      refusal(message),
    );
    expect(Reflect.get({}, 'polluted')).toBeUndefined();
  });

  it('is refused where its ONNX file is foreign, or its ZIP file of weights is none', async () => {
    const onnx = GOOD.replace(/tensorflow_js:.*/, 'onnx: {source: m.onnx, opset_version: 12}');
    const foreign = packageOf(onnx, { 'm.onnx': bytesOf('not an onnx file') });
    await expect(readAnyModel([foreign], 'x')).rejects.toMatchObject({ code: 'bad-model' });
    const broken = packageOf(GOOD, { 'w.zip': new Uint8Array(500) });
    await expect(readAnyModel([broken], 'x')).rejects.toMatchObject({ code: 'corrupt-file' });
  });
});
