import { expect, it } from 'vitest';
import type { ModelCard } from '#domain/model/modelCard.ts';
import { FAKE_CARDS } from '#testing/fakeImages.ts';
import { diameterText, noScoresText, scoreText } from '#ui/model/modelText.ts';

function textOf(scores: ModelCard['scores']): string {
  const [card] = FAKE_CARDS;
  if (!card) throw new Error('no card');
  return scoreText({ ...card, scores });
}

it('says what a score is from before the score', () => {
  const histology = {
    data: 'H&E (another modality)',
    images: 9,
    note: '',
    figures: { f1_50: 0.001 },
  };
  expect(textOf([histology])).toBe('H&E (another modality): F1 0.00');
  expect(textOf([histology, histology])).toBe('H&E (another modality): F1 0.00 (and 1 more)');
});

it('falls back to other figures, and to the data alone', () => {
  const score = { data: 'EM', images: 1, note: '' };
  expect(textOf([{ ...score, figures: { iou: 0.771, randError: 0.1 } }])).toBe('EM: IoU 0.77');
  expect(textOf([{ ...score, figures: { randError: 0.1 } }])).toBe('EM');
  expect(textOf([])).toMatch(/no unseen images/);
});

it('gives the scores of its own validation as what they are, where there are no others', () => {
  const [card] = FAKE_CARDS;
  const validation = [{ iteration: 50, iou: 0.8, f1_50: 0.7, seg: 0.6, loss: null }];
  const training = { history: { loss: [], validation }, bestIteration: 50 };
  const trained = { ...card, training } as unknown as ModelCard;
  expect(scoreText(trained)).toBe('its own validation: IoU 0.80, F1 0.70 after step 50');
  expect(noScoresText(trained)).toMatch(/held back.*Other images may fare worse/);
  expect(noScoresText({ ...trained, scores: [] })).not.toMatch(/^Not known/);
});

it('rounds measured diameters', () => {
  const [card] = FAKE_CARDS;
  if (!card) throw new Error('no card');
  const measured = {
    ...card,
    objectDiameterPx: [8.1368578, 23.8031846] as const,
    pixelSizeUm: null,
  };
  expect(diameterText(measured)).toBe('8.1–24 px across');
});
