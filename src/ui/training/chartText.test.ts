import { expect, it } from 'vitest';
import { lossText, scoreText } from '#ui/training/chartText.ts';

it('tells the latest loss', () => {
  expect(lossText([])).toBe('No step done yet.');
  expect(lossText([[1, 0.5]])).toBe('0.5 at step 1 (smoothed 0.5)');
  expect(
    lossText([
      [1199, 0.5],
      [1200, Number.NaN],
    ]),
  ).toBe('no number at step 1,200 (smoothed 0.5)');
});

it('tells the latest scores', () => {
  expect(scoreText([])).toBe('Not validated yet.');
  expect(scoreText([{ iteration: 1500, iou: 0.81234, f1_50: 0.5, seg: 0, loss: null }])).toBe(
    'IoU 0.812, F1 0.500 at step 1,500',
  );
});
