import { expect, it } from 'vitest';
import type { ModelCard } from '#domain/model/modelCard.ts';
import { usedInTraining } from '#domain/training/usedInTraining.ts';
import { FAKE_CARDS } from '#testing/fakeImages.ts';
import { madeRecord } from '#testing/trainingRecord.ts';

const [base] = FAKE_CARDS as [ModelCard];
const data = (name: string, role: 'training' | 'validation') => ({
  ...(madeRecord().data[0] as ReturnType<typeof madeRecord>['data'][number]),
  name,
  role,
});
const first: ModelCard = {
  ...base,
  id: 'first',
  training: { ...madeRecord(), startedFrom: null, data: [data('plate/a.tif', 'training')] },
};
const second: ModelCard = {
  ...base,
  id: 'second',
  training: { ...madeRecord(), startedFrom: 'first', data: [data('b.tif', 'validation')] },
};
const cards = new Map([first, second].map((card) => [card.id, card]));
const used = (card: ModelCard | undefined, name: string) =>
  usedInTraining(card, name, (id) => cards.get(id));

it('finds an image in the record of a model, whatever folder it lay in', () => {
  expect(used(first, 'a.tif')).toBe('training');
  expect(used(first, 'other/a.tif')).toBe('training');
  expect(used(second, 'b.tif')).toBe('validation');
  expect(used(first, 'b.tif')).toBeNull();
});

it('finds what the model was trained on that it was fine-tuned from', () => {
  expect(used(second, 'a.tif')).toBe('training');
});

it('knows nothing of models without a record, and ends where models name each other', () => {
  expect(used(undefined, 'a.tif')).toBeNull();
  expect(used(base, 'a.tif')).toBeNull();
  const circle: ModelCard = {
    ...second,
    id: 'first',
    training: { ...madeRecord(), startedFrom: 'first', data: [] },
  };
  expect(usedInTraining(circle, 'a.tif', () => circle)).toBeNull();
});
