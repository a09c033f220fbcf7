import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { weightShapes } from '#domain/model/weights.ts';
import { parseModelCard } from '#formats/modelfile/parseModelCard.ts';
import { listShards, readTfjsLayers } from '#formats/modelfile/readTfjsLayers.ts';
import { readSafetensors } from '#formats/safetensors/readSafetensors.ts';
import { MODEL_CARDS, withScores } from '#headless/modelCards.ts';
import { modelFolder } from '#headless/modelFolder.ts';
import { hasShared, sharedPath } from '#testing/sharedData.ts';

const publicModels = new URL('../../public/models/', import.meta.url);
const readJson = (path: string): unknown =>
  JSON.parse(readFileSync(new URL(path, publicModels), 'utf8'));

function readShipped(id: string) {
  const modelJson = readJson(`${id}/model.json`);
  const shards = listShards(modelJson).map(
    (name) => [name, readFileSync(new URL(`${id}/${name}`, publicModels))] as const,
  );
  return readTfjsLayers(modelJson, new Map(shards));
}

describe('the models that come with Cellpane', () => {
  it('are listed in index.json', () => {
    expect(readJson('index.json')).toEqual(MODEL_CARDS.map((card) => card.id));
  });

  it.each(MODEL_CARDS)('$id has its card, and the network that its card names', (card) => {
    const shipped = parseModelCard(readJson(`${card.id}/card.json`));
    expect(withScores(shipped, [])).toEqual(card);
    expect(readShipped(card.id).spec).toEqual(card.network);
  });
});

describe.skipIf(!hasShared)('modelFolder', () => {
  it.each(MODEL_CARDS)('reproduces $id from its first weights', (card) => {
    const bytes = readFileSync(sharedPath(`models/${card.id}.safetensors`));
    const files = modelFolder(bytes, card);
    const shards = new Map([['weights.bin', files.get('weights.bin') as Uint8Array]]);
    const { weights } = readTfjsLayers(JSON.parse(files.get('model.json') as string), shards);
    const { tensors } = readSafetensors(bytes);
    // Plain toEqual takes seconds for two million numbers.
    const differing = weightShapes(card.network).filter(({ name, offset, length }) => {
      const expected = tensors.get(name)?.data as Float32Array;
      const found = weights.subarray(offset, offset + length);
      return expected.length !== length || found.some((value, i) => value !== expected[i]);
    });
    expect(differing).toEqual([]);
  });

  it('refuses weights that are not those of the card', () => {
    const bytes = readFileSync(sharedPath('reference/unet-base4-depth4.safetensors'));
    const [card] = MODEL_CARDS;
    if (!card) throw new Error('There is no card.');
    expect(() => modelFolder(bytes, card)).toThrow(
      expect.objectContaining({ code: 'bad-model', message: expect.stringContaining('16') }),
    );
  });
});
