import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { ModelCard } from '#domain/model/modelCard.ts';
import { parseModelCard } from '#formats/modelfile/parseModelCard.ts';
import { AppError } from '#lib/errors.ts';

const card: ModelCard = {
  id: 'test-model',
  title: 'Test',
  summary: 'A card for tests.',
  modality: 'none',
  version: '1.0',
  network: { depth: 4, baseFeatures: 16, inputChannels: 1, classCount: 2 },
  trainedOn: [
    { name: 'Images', licence: 'CC0' },
    { name: 'More images', licence: 'MIT', url: 'https://images.example/' },
  ],
  trainingNote: '',
  normalization: {
    kind: 'percentile',
    lowPercent: 0.1,
    highPercent: 99.9,
    outputRange: [-1, 1],
  },
  channels: ['grey'],
  pixelSizeUm: null,
  objectDiameterPx: [20, 30],
  defaults: {
    threshold: 0.5,
    minimumSizePx: 10,
    fillHoles: true,
    removeBorderObjects: false,
    splitTouching: 0.5,
    growToBorders: false,
  },
  scores: [{ data: 'Images', images: 3, note: '', figures: { iou: 0.5 } }],
  licence: 'MIT',
};

describe('parseModelCard', () => {
  it('gives back what a card says, without entries it does not know', () => {
    const json: unknown = JSON.parse(JSON.stringify({ ...card, surprise: 1 }));
    expect(parseModelCard(json)).toEqual(card);
  });

  it.each([
    ['no card', null, /the whole file/],
    ['a missing entry', { ...card, title: undefined }, /title/],
    ['a title of 10 MB', { ...card, title: 'a'.repeat(1e7) }, /title/],
    ['an id that leads elsewhere', { ...card, id: '../x' }, /no id/],
    ['an address that runs a script', withSource('javascript:alert(1)'), /no web address/],
    ['a data address', withSource('data:text/html,x'), /no web address/],
    ['depth 50', { ...card, network: { ...card.network, depth: 50 } }, /network.depth/],
    ['a threshold of 2', { ...card, defaults: { ...card.defaults, threshold: 2 } }, /threshold/],
    ['sizes in the wrong order', { ...card, objectDiameterPx: [30, 20] }, /objectDiameterPx/],
    ['channels too many', { ...card, channels: ['a', 'b'] }, /2 channels for a network with 1/],
    [
      'percentiles in the wrong order',
      { ...card, normalization: { ...card.normalization, lowPercent: 99.95 } },
      /percentile 99.95 below 99.9/,
    ],
    ['an endless score', withFigures({ iou: Number.POSITIVE_INFINITY }), /figures/],
    [
      'a thousand figures',
      withFigures(Object.fromEntries(Array.from({ length: 1000 }, (_, i) => [`f${i}`, i]))),
      /more than 100/,
    ],
  ])('refuses %s', (_, json, message) => {
    expect(() => parseModelCard(json)).toThrow(
      expect.objectContaining({ code: 'bad-model', message: expect.stringMatching(message) }),
    );
  });

  it('answers any JSON with a card or a bad-model error, and changes no prototype', () => {
    fc.assert(
      fc.property(
        fc.constantFrom(...Object.keys(card)),
        fc.jsonValue({ maxDepth: 4 }),
        (key, value) => {
          const json: unknown = JSON.parse(JSON.stringify({ ...card, [key]: value }));
          try {
            expect(parseModelCard(json)).toHaveProperty('id');
          } catch (error) {
            expect(error).toBeInstanceOf(AppError);
            expect(error).toHaveProperty('code', 'bad-model');
          }
        },
      ),
      { seed: 2 },
    );
    expect(() => parseModelCard(JSON.parse('{"__proto__": {"polluted": 1}}'))).toThrow();
    expect(Object.hasOwn(Object.prototype, 'polluted')).toBe(false);
  });
});

function withSource(url: string): object {
  return { ...card, trainedOn: [{ name: 'x', licence: 'y', url }] };
}

function withFigures(figures: object): object {
  return { ...card, scores: [{ data: 'x', images: 1, note: '', figures }] };
}
