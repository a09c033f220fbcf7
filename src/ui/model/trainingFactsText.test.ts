import { expect, it } from 'vitest';
import type { TrainingRecipe } from '#domain/training/trainingRecipe.ts';
import type { TrainingRecord } from '#domain/training/trainingRecord.ts';
import { optimizerText, trainingDataText, validationText } from '#ui/model/trainingFactsText.ts';

const point = { iteration: 100, iou: 0.714, f1_50: 0.5, seg: 0.4, loss: null };
const history = { loss: [], validation: [point, { ...point, iteration: 200, iou: 0.6 }] };

function recordWith(change: Partial<TrainingRecord>): TrainingRecord {
  return { history, bestIteration: 100, data: [], ...change } as TrainingRecord;
}

it('tells the validation whose weights were kept, else the last', () => {
  expect(validationText(recordWith({}))).toBe('IoU 0.71, F1 0.50 after step 100');
  expect(validationText(recordWith({ bestIteration: null }))).toMatch(/IoU 0.60.*step 200/);
  expect(validationText(recordWith({ history: { loss: [], validation: [] } }))).toBe('none');
});

it('names the images, and counts those that would only fill the page', () => {
  const image: TrainingRecord['data'][number] = {
    name: 'a.tif',
    role: 'training',
    width: 512,
    height: 256,
    objects: 20,
    imageSha256: null,
    annotationSha256: null,
  };
  expect(trainingDataText(recordWith({ data: [image] }))).toBe(
    'a.tif: 512 × 256 px, 20 objects, training',
  );
  const many = trainingDataText(recordWith({ data: Array.from({ length: 50 }, () => image) }));
  expect(many.split('\n').at(-1)).toBe('and 30 more');
});

it('names the optimiser with what decides its steps', () => {
  const sgd = { optimizer: { kind: 'sgd', momentum: 0.99 }, learningRate: 0.01 };
  expect(optimizerText(sgd as TrainingRecipe)).toBe('SGD with momentum 0.99, learning rate 0.01');
});
