import { expect, it } from 'vitest';
import type { ModelCard } from '#domain/model/modelCard.ts';
import type { AppState } from '#store/appState.ts';
import {
  matchedScale,
  selectAutomaticScale,
  selectObjectScale,
  selectRunScale,
} from '#store/selectors/runScale.ts';

const card = { id: 'm', pixelSizeUm: 0.65, objectDiameterPx: [10, 40] } as unknown as ModelCard;

function state(pixelSizeUm: number | null, matchesPixelSize: boolean, modelUm: number | null) {
  return {
    images: [{ id: 'i', pixelSizeUm }],
    models: [{ ...card, pixelSizeUm: modelUm }],
    removedModels: [],
    chosenModelId: 'm',
    runOptions: { scale: 1.5, averageSymmetries: false, region: 'whole', matchesPixelSize },
  } as unknown as AppState;
}

it.each([
  [0.65, 0.65, 1],
  [1, 0.65, 1 / 0.65],
  [0.1625, 0.65, 0.25],
  [0.1, 0.65, null],
  [5, 0.65, null],
  [null, 0.65, null],
  [0.65, null, null],
])('brings %s µm of the image to %s µm of the network with scale %s', (image, model, scale) => {
  expect(matchedScale(image, model)).toBe(scale);
});

it('takes the scale of the slider until matching is asked for, and where it cannot be done', () => {
  expect(selectRunScale(state(1, false, 0.65), 'i')).toBe(1.5);
  expect(selectRunScale(state(1, true, 0.65), 'i')).toBe(1 / 0.65);
  expect(selectRunScale(state(null, true, 0.65), 'i')).toBe(1.5);
  expect(selectRunScale(state(1, true, null), 'i')).toBe(1.5);
  expect(selectAutomaticScale(state(9, true, 0.65), 'i')).toBeNull();
});

it('offers a scale for objects of another size than the network knows', () => {
  const found = (...diameters: number[]) => {
    const values = Float64Array.from(diameters);
    const columns = [{ id: 'equivalent_diameter_px', values }];
    return { results: { i: { objects: { columns } } } } as unknown as AppState;
  };
  expect(selectObjectScale(found(78, 80, 500), 'i', card)).toBe(0.25);
  expect(selectObjectScale(found(5, 5, 5), 'i', card)).toBe(4);
  expect(selectObjectScale(found(12, 20, 39), 'i', card)).toBeNull();
  expect(selectObjectScale(found(1), 'i', card), 'beyond reach').toBeNull();
  expect(selectObjectScale(found(), 'i', card)).toBeNull();
  expect(selectObjectScale(found(80), 'other', card)).toBeNull();
});
