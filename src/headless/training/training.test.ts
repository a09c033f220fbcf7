import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { presetRecipe } from '#domain/training/recipes.ts';
import { parseTrainArguments } from '#headless/cli/trainArguments.ts';
import { readRecipe } from '#headless/training/readRecipe.ts';
import { progressText } from '#headless/training/trainingLine.ts';

const folder = mkdtempSync(join(tmpdir(), 'cellpane-recipe-'));

function recipeFile(contents: unknown): string {
  const path = join(folder, `${Math.random()}.json`);
  writeFileSync(path, typeof contents === 'string' ? contents : JSON.stringify(contents));
  return path;
}

describe('parseTrainArguments', () => {
  const argv = ['--data', 'set', '--out', 'model'];

  it('needs data and a place for the model alone', () => {
    expect(parseTrainArguments(argv)).toEqual({
      dataFolder: 'set',
      validationFolder: null,
      from: null,
      recipeFile: null,
      iterations: null,
      seed: null,
      minutes: null,
      backend: 'auto',
      labelKind: 'auto',
      outFolder: 'model',
    });
  });

  it('reads every option', () => {
    const all = [...argv, '--validation', 'v', '--from', 'nuclei', '--recipe', 'r.json'];
    all.push('--iterations', '20', '--seed', '0', '--minutes', '1.5', '--backend', 'wasm');
    expect(parseTrainArguments([...all, '--classes'])).toMatchObject({
      validationFolder: 'v',
      from: 'nuclei',
      recipeFile: 'r.json',
      iterations: 20,
      seed: 0,
      minutes: 1.5,
      backend: 'wasm',
      labelKind: 'classes',
    });
    expect(parseTrainArguments(['--help'])).toBeNull();
  });

  it.each([
    ['no data', ['--out', 'x']],
    ['no place for the model', ['--data', 'x']],
    ['half a step', [...argv, '--iterations', '0.5']],
    ['no time', [...argv, '--minutes', '0']],
    ['a negative seed', [...argv, '--seed', '-1']],
    ['an unknown option', [...argv, '--epochs', '3']],
  ])('refuses %s', (_, wrong) => {
    expect(() => parseTrainArguments(wrong)).toThrow(
      expect.objectContaining({ code: 'invalid-argument' }),
    );
  });
});

describe('readRecipe', () => {
  const wish = { recipeFile: null, from: null, iterations: null, seed: null };

  it('is the usual one for what is done, with the entries of the command line', () => {
    expect(readRecipe(wish, 1)).toEqual(presetRecipe('from-scratch'));
    expect(readRecipe({ ...wish, from: 'nuclei', iterations: 3, seed: 9 }, 0.5)).toEqual({
      ...presetRecipe('fine-tuning'),
      iterations: 3,
      seed: 9,
      scale: 0.5,
    });
  });

  it('takes parts of a recipe, and the recipe of a run', () => {
    const parts = recipeFile({ learningRate: 0.5, augmentation: { mirror: false } });
    const recipe = readRecipe({ ...wish, recipeFile: parts }, 1);
    expect(recipe.learningRate).toBe(0.5);
    expect(recipe.augmentation).toEqual({
      ...presetRecipe('from-scratch').augmentation,
      mirror: false,
    });
    const run = recipeFile({ version: '1', seed: 4, recipe, loss: [] });
    expect(readRecipe({ ...wish, recipeFile: run }, 1)).toEqual(recipe);
  });

  it.each([
    ['no JSON', 'learningRate = 1'],
    ['an unknown entry', { learningrate: 1 }],
    ['a value out of range', { batchSize: 0 }],
  ])('refuses %s', (_, contents) => {
    expect(() => readRecipe({ ...wish, recipeFile: recipeFile(contents) }, 1)).toThrow(
      expect.objectContaining({ code: 'invalid-argument' }),
    );
  });
});

describe('progressText', () => {
  it('tells what is known, and nothing else', () => {
    const start = {
      phase: 'starting',
      iteration: 0,
      iterations: 2500,
      loss: null,
      secondsLeft: null,
      validation: null,
    };
    expect(progressText(start)).toBe('iteration 0 of 2500, starting');
    const validation = { iteration: 80, iou: 0.71, f1_50: 0.5, seg: 0.6, loss: 1 };
    const later = { ...start, phase: 'training', iteration: 99, loss: 0.31234, secondsLeft: 720 };
    expect(progressText({ ...later, validation })).toBe(
      'iteration 99 of 2500, loss 0.3123, IoU 0.710, F1 0.500, SEG 0.600 at 80, 12 min left',
    );
  });
});
