import { describe, expect, it } from 'vitest';
import { presetRecipe, RECIPE_PRESET_IDS } from '#domain/training/recipes.ts';
import { parseRecipe } from '#formats/recipe/parseRecipe.ts';

const base = presetRecipe('from-scratch');

describe('parseRecipe', () => {
  it.each(RECIPE_PRESET_IDS)('reads back the recipe "%s" as it was written', (id) => {
    const recipe = presetRecipe(id);

    expect(parseRecipe(JSON.stringify(recipe), base)).toEqual(recipe);
  });

  it('takes what is missing from the base, also within groups', () => {
    const text = '{"iterations": 7, "augmentation": {"rotate": false}, "network": {"depth": 2}}';

    expect(parseRecipe(text, base)).toEqual({
      ...base,
      iterations: 7,
      augmentation: { ...base.augmentation, rotate: false },
      network: { ...base.network, depth: 2 },
    });
  });

  it.each([
    ['{"iterations": 0}', 'iterations'],
    ['{"iterations": "many"}', 'iterations'],
    ['{"learningRate": -1}', 'learningRate'],
    ['{"augmentation": {"scaleRange": [2, 1]}}', 'augmentation.scaleRange'],
    ['{"weightMap": {"balance": "fair"}}', 'weightMap.balance'],
    ['{"optimizer": {"kind": "sgd"}}', 'optimizer.momentum'],
    ['{"optimizer": {"kind": "lion"}}', 'optimizer.kind'],
    ['{"weightmap": {}}', 'weightmap'],
    ['{"dropout": 1}', 'dropout'],
  ])('refuses %s and names "%s"', (text, place) => {
    expect(() => parseRecipe(text, base)).toThrow(
      expect.objectContaining({
        code: 'invalid-argument',
        message: expect.stringContaining(`"${place}"`),
      }),
    );
  });

  it.each(['', '{', '[]', 'null', '"x"', '3'])('refuses %j, which is no JSON object', (text) => {
    expect(() => parseRecipe(text, base)).toThrow(
      expect.objectContaining({ code: 'invalid-argument' }),
    );
  });
});
