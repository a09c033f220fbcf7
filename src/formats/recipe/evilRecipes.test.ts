import fc from 'fast-check';
import { afterEach, describe, expect, it } from 'vitest';
import { presetRecipe } from '#domain/training/recipes.ts';
import { parseRecipe } from '#formats/recipe/parseRecipe.ts';
import { AppError } from '#lib/errors.ts';

const text = JSON.stringify(presetRecipe('paper-2015'));

afterEach(() => {
  expect(Reflect.get({}, 'polluted')).toBeUndefined();
  expect(Object.keys(Object.prototype)).toEqual([]);
});

describe('an evil recipe is refused, with a short reason:', () => {
  it.each([
    ['__proto__', '{"__proto__": {"polluted": 1}}'],
    ['constructor', '{"constructor": {"prototype": {"polluted": 1}}}'],
    ['__proto__ in a group', '{"network": {"__proto__": {"polluted": 1}}}'],
    ['a number beyond all', '{"learningRate": 1e999}'],
    ['a seed of 2^60', '{"seed": 1152921504606846976}'],
    ['half an iteration', '{"iterations": 0.5}'],
    ['a tile of 1e9 px', '{"inputEdgePx": 1e9}'],
    ['a network of 1e9 features', '{"network": {"baseFeatures": 1e9}}'],
    ['a depth of 1000', '{"network": {"depth": 1000}}'],
    ['a list for a group', '{"weightMap": [1, 2]}'],
    ['a range of a million numbers', `{"augmentation": {"scaleRange": [${'1,'.repeat(1e6)}1]}}`],
    ['a key of a megabyte', `{"${'x'.repeat(1e6)}": 1}`],
    ['a value of a megabyte', `{"decay": "${'x'.repeat(1e6)}"}`],
    ['brackets, 100,000 deep', `{"decay": ${'['.repeat(1e5)}${']'.repeat(1e5)}}`],
    ['brackets without an end', '['.repeat(1e6)],
  ])('%s', (_, evil) => {
    let refusal: unknown;
    try {
      parseRecipe(evil);
    } catch (error) {
      refusal = error;
    }
    expect(refusal).toMatchObject({ code: 'invalid-argument' });
    expect((refusal as AppError).message.length).toBeLessThan(500);
  });
});

it('any text put in place of any other gives a recipe in range, or an error', () => {
  fc.assert(
    fc.property(
      fc.nat({ max: text.length - 1 }),
      fc.nat({ max: 20 }),
      fc.constantFrom(
        '',
        '0',
        'null',
        '-1',
        '1e9',
        '1e999',
        '[]',
        '{}',
        '"x"',
        ',',
        '"__proto__":1',
      ),
      (start, length, inserted) => {
        try {
          const recipe = parseRecipe(text.slice(0, start) + inserted + text.slice(start + length));
          // Of a recipe that was read, each entry passes again.
          expect(parseRecipe(JSON.stringify(recipe))).toEqual(recipe);
        } catch (error) {
          expect(error).toBeInstanceOf(AppError);
          expect(error).toHaveProperty('code', 'invalid-argument');
        }
      },
    ),
    { seed: 1, numRuns: 2000 },
  );
});
