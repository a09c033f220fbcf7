import { zipSync } from 'fflate';
import { describe, expect, it } from 'vitest';
import type { UnetSpec } from '#domain/model/modelCard.ts';
import { parameterCount } from '#domain/model/weights.ts';
import { readModelFiles, writeModelFiles } from '#formats/modelfile/modelFiles.ts';
import { readModelZip, writeModelZip } from '#formats/modelfile/modelZip.ts';
import { unknownCard } from '#formats/modelfile/unknownCard.ts';

const network: UnetSpec = { depth: 1, baseFeatures: 2, inputChannels: 1, classCount: 2 };
const card = { ...unknownCard(network, 'Tiny'), id: 'tiny' };
const model = modelOf(network);
const files = writeModelFiles(model);

function modelOf(spec: UnetSpec) {
  const weights = Float32Array.from({ length: parameterCount(spec) }, (_, i) => Math.sin(i));
  return { card: { ...card, network: spec }, weights };
}

function without(name: string): Map<string, Uint8Array> {
  return new Map([...files].filter(([other]) => other !== name));
}

function refusal(code: string, message: RegExp): object {
  return expect.objectContaining({ code, message: expect.stringMatching(message) });
}

describe('a model as files', () => {
  it('is read back as it was written', async () => {
    expect([...files.keys()]).toEqual(['model.json', 'weights.bin', 'card.json']);
    expect(await readModelFiles(files, 'x')).toEqual(model);
    expect(await readModelZip(writeModelZip(model), 'x')).toEqual(model);
  });

  it('gets a card that claims nothing when it has none', async () => {
    const read = await readModelFiles(without('card.json'), 'From a colleague');
    expect(read.weights).toEqual(model.weights);
    expect(read.card).toMatchObject({
      title: 'From a colleague',
      network,
      trainedOn: [],
      scores: [],
    });
  });

  it('is refused without one of its files, by name', async () => {
    await expect(readModelFiles(without('model.json'), 'x')).rejects.toThrow(
      refusal('not-found', /no model.json/) as Error,
    );
    await expect(readModelFiles(without('weights.bin'), 'x')).rejects.toThrow(
      refusal('bad-model', /"weights.bin" is not among the files/) as Error,
    );
  });

  it('is refused with the card of another network', async () => {
    const other = writeModelFiles(modelOf({ ...network, baseFeatures: 4 })).get('card.json');
    const mixed = new Map([...files, ['card.json', other ?? new Uint8Array()]]);
    await expect(readModelFiles(mixed, 'x')).rejects.toThrow(
      refusal('bad-model', /card says baseFeatures 4, but the network has 2/) as Error,
    );
  });

  it('is refused when its JSON is none, or it reads several channels at once', async () => {
    const broken = new Map([...files, ['model.json', new TextEncoder().encode('{')]]);
    await expect(readModelFiles(broken, 'x')).rejects.toThrow(
      refusal('bad-model', /model.json is no JSON/) as Error,
    );
    const rgb = writeModelFiles(modelOf({ ...network, inputChannels: 3 }));
    const bare = new Map([...rgb].filter(([name]) => name !== 'card.json'));
    await expect(readModelFiles(bare, 'x')).rejects.toThrow(
      refusal('bad-model', /reads 3 channels/) as Error,
    );
  });
});

describe('a model in a ZIP file', () => {
  const inFolder = (folder: string) =>
    Object.fromEntries([...files].map(([name, bytes]) => [`${folder}${name}`, bytes]));

  it('is found in a folder of it, among other files and what systems leave there', async () => {
    const zip = zipSync({
      ...inFolder('my model/'),
      'notes.txt': new Uint8Array(5),
      '__MACOSX/my model/model.json': new Uint8Array(3),
      'other/weights.bin': new Uint8Array(3),
    });
    expect(await readModelZip(zip, 'x')).toEqual(model);
  });

  it('is refused when there are two, or none', async () => {
    const two = zipSync({ ...inFolder('a/'), ...inFolder('b/') });
    await expect(readModelZip(two, 'x')).rejects.toThrow(
      refusal('bad-model', /more than one model/) as Error,
    );
    const none = zipSync({ 'image.png': new Uint8Array(4) });
    await expect(readModelZip(none, 'x')).rejects.toThrow(
      refusal('not-found', /holds no model.json/) as Error,
    );
  });

  it('is refused when it is no ZIP, cut off, or promises too much', async () => {
    await expect(readModelZip(new Uint8Array(100), 'x')).rejects.toThrow(
      refusal('corrupt-file', /no ZIP file/) as Error,
    );
    await expect(readModelZip(writeModelZip(model).subarray(0, 900), 'x')).rejects.toThrow(
      refusal('corrupt-file', /no ZIP file/) as Error,
    );
    await expect(readModelZip(bombOf(1000, 2 ** 30), 'x')).rejects.toThrow(
      refusal('corrupt-file', /about the size/) as Error,
    );
    await expect(readModelZip(bombOf(1_100_000, 2 ** 30), 'x')).rejects.toThrow(
      refusal('too-large', /more than/) as Error,
    );
  });
});

/** A ZIP file whose directory claims a size for `weights.bin` that nobody has. */
function bombOf(byteLength: number, claimedBytes: number): Uint8Array<ArrayBuffer> {
  let state = 1;
  const noise = Uint8Array.from({ length: byteLength }, () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state >>> 24;
  });
  const zip = zipSync({ 'weights.bin': noise }, { level: 9 });
  const view = new DataView(zip.buffer);
  for (let offset = 0; offset + 4 <= zip.length; offset++) {
    // Entry of the central directory; the size before packing is at +24.
    if (view.getUint32(offset, true) === 0x02014b50)
      view.setUint32(offset + 24, claimedBytes, true);
  }
  return zip;
}
