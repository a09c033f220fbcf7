import { describe, expect, it } from 'vitest';
import { methodsText } from '#domain/training/methodsText.ts';
import { presetRecipe } from '#domain/training/recipes.ts';
import { madeRecord } from '#testing/trainingRecord.ts';

describe('methodsText', () => {
  it('tells what a reader needs to do it again', () => {
    const text = methodsText(madeRecord());
    for (const part of [
      '4 levels of pooling, 16 features',
      'from random weights',
      '1 image with 41 annotated objects; 1 image with 1 annotated object served for validation',
      'w0 = 10, σ = 5 px',
      'σ = 10 px',
      '2,500 steps of Adam (β1 = 0.9, β2 = 0.999)',
      'learning rate of 0.001',
      'a linear warm-up over 50 steps, cosine decay',
      '284 × 284 px with batch size 1',
      'weights of step 2',
      'object F1 at IoU 0.5',
      'Cellpane 0.1.0 (TensorFlow.js 4.22.0, wasm, WebAssembly SIMD; seed 3)',
      'Ronneberger O, Fischer P, Brox T.',
    ]) {
      expect(text).toContain(part);
    }
    expect(text).not.toMatch(/undefined|null|NaN|\n| {2}/);
  });

  it('says so when nothing got better, and when images were validated on that were trained on', () => {
    expect(methodsText(madeRecord({ bestIteration: 0 }))).toContain(
      'No step improved the object F1 at IoU 0.5 on the validation data',
    );
    const imageSha256 = 'cd'.repeat(32);
    const data = madeRecord().data.map((image) => ({ ...image, imageSha256 }));
    expect(methodsText(madeRecord({ data }))).toContain(
      '1 image with 1 annotated object served for validation, of which 1 was also trained on.',
    );
  });

  it('follows the recipe', () => {
    const paper = methodsText(madeRecord({ recipe: presetRecipe('paper-2015') }));
    expect(paper).toContain('stochastic gradient descent with momentum 0.99');
    expect(paper).toContain('balanced by the inverse of their frequency');
    expect(paper).toContain('dropout of 0.5');
    const plugin = methodsText(
      madeRecord({ recipe: { ...presetRecipe('plugin-2019'), scale: 0.5 }, startedFrom: 'nuclei' }),
    );
    expect(plugin).toContain('fine-tuned from the model “nuclei”');
    expect(plugin).toContain('background far from objects was weighted by 0.1');
    expect(plugin).toContain('resampled by a factor of 0.5');
  });

  it('says when the last weights were used, and when nothing was changed', () => {
    const recipe = presetRecipe('from-scratch');
    const text = methodsText(
      madeRecord({
        bestIteration: null,
        data: [],
        recipe: {
          ...recipe,
          augmentation: {
            elasticSigmaPx: 0,
            rotate: false,
            mirror: false,
            scaleRange: [1, 1],
            greyVariation: 0,
            gammaVariation: 0,
            noise: 0,
          },
        },
      }),
    );
    expect(text).toContain('The weights of the last step were used.');
    expect(text).toContain('Samples were not augmented.');
  });
});
