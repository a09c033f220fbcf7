import { describe, expect, it } from 'vitest';
import { rehearsalSubject } from '#domain/training/rehearsalSubject.ts';
import { trainedModelCard } from '#domain/training/trainedModelCard.ts';
import { parseModelCard } from '#formats/modelfile/parseModelCard.ts';
import { FAKE_CARDS } from '#testing/fakeImages.ts';
import { madeRecord } from '#testing/trainingRecord.ts';

const throughJson = (value: unknown) => parseModelCard(JSON.parse(JSON.stringify(value)));

describe('rehearsalSubject', () => {
  it('is that of a shipped model or of its record, not of a namesake trained here', () => {
    const namesake = trainedModelCard(madeRecord({ rehearsed: null }), null, 'nuclei');
    expect(namesake.id).toBe('nuclei');
    expect(rehearsalSubject(namesake)).toBeNull();
    const { training: _, ...shipped } = namesake;
    expect(rehearsalSubject(shipped)).toBe('nuclei');
    const tuned = trainedModelCard(madeRecord({ rehearsed: 'membranes' }), null, 'mine');
    expect(rehearsalSubject(tuned)).toBe('membranes');
  });
});

describe('trainedModelCard', () => {
  it('is a card that can be read back with its record, from scratch or from a model', () => {
    for (const base of [null, ...FAKE_CARDS]) {
      const card = trainedModelCard(madeRecord(), base);
      expect(throughJson(card)).toEqual(card);
      expect(card).toMatchObject({ scale: 1, training: { seed: 3 }, objectDiameterPx: [12, 30] });
    }
  });

  it('makes an id of any title', () => {
    const idOf = (title: string) => throughJson(trainedModelCard(madeRecord(), null, title)).id;
    expect(idOf('My cells, 2nd try')).toBe('my-cells-2nd-try');
    expect(idOf('細胞')).toBe('model');
    expect(idOf('x'.repeat(300))).toHaveLength(64);
  });

  it('stays short whatever the run was', () => {
    const [image] = madeRecord().data;
    const record = madeRecord({
      data: Array.from({ length: 2000 }, (_, i) => ({
        ...(image as object),
        name: `${i}`.repeat(90),
      })) as never,
      history: {
        loss: Array.from({ length: 20_000 }, (_, i) => [i + 1, Math.random()] as const),
        validation: [],
      },
    });
    const card = throughJson(trainedModelCard(record, null));
    expect(card.training?.history.loss.length).toBeLessThanOrEqual(500);
  });

  it.each([
    ['a scale beyond its range', { scale: 9 }],
    [
      'a hash that is none',
      { training: { ...madeRecord(), data: [{ ...madeRecord().data[0], imageSha256: 'x' }] } },
    ],
    [
      'a recipe with an entry out of range',
      { training: { ...madeRecord(), recipe: { ...madeRecord().recipe, batchSize: 0 } } },
    ],
    [
      'a loss that is no number',
      { training: { ...madeRecord(), history: { loss: [[1, null]], validation: [] } } },
    ],
  ])('is refused with %s', (_, change) => {
    expect(() => throughJson({ ...trainedModelCard(madeRecord(), null), ...change })).toThrow(
      expect.objectContaining({ code: 'bad-model' }),
    );
  });
});
