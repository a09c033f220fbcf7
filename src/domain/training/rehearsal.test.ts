import { describe, expect, it } from 'vitest';
import { BACKGROUND, isObjectLabel } from '#domain/annotation/annotationValues.ts';
import { presetRecipe } from '#domain/training/recipes.ts';
import { rehearsalImages } from '#domain/training/rehearsalImages.ts';
import type { TrainingImage } from '#domain/training/trainingImage.ts';
import { TrainingSampler } from '#domain/training/trainingSampler.ts';

const normalization = {
  kind: 'percentile',
  lowPercent: 0.1,
  highPercent: 99.9,
  outputRange: [-1, 1],
} as const;

const nuclei = rehearsalImages({ subject: 'nuclei', normalization }, 1, 2);

describe('simulated images to rehearse', () => {
  it('are the same for the same seed, and others for another', () => {
    const again = rehearsalImages({ subject: 'nuclei', normalization }, 1, 1);
    const other = rehearsalImages({ subject: 'nuclei', normalization }, 2, 1);

    expect(again[0]?.pixels).toEqual(nuclei[0]?.pixels);
    expect(other[0]?.pixels).not.toEqual(nuclei[0]?.pixels);
  });

  it.each(['nuclei', 'phase-cells', 'membranes'] as const)(
    'show objects on annotated background, within the normalised range: %s',
    (subject) => {
      const [image] = rehearsalImages({ subject, normalization }, 5, 1) as [TrainingImage];
      const { data } = image.annotation;

      expect(image.pixels).toHaveLength(image.width * image.height);
      expect(image.pixels.every((value) => value >= -1 && value <= 1)).toBe(true);
      expect(data.every((value) => value === BACKGROUND || isObjectLabel(value))).toBe(true);
      expect(data.some(isObjectLabel)).toBe(true);
    },
  );

  it('show nuclei brighter than their background, where the annotation says', () => {
    for (const { pixels, annotation } of nuclei) {
      const mean = (isObject: boolean) => {
        const values = pixels.filter(
          (_, i) => isObjectLabel(annotation.data[i] as number) === isObject,
        );
        return values.reduce((sum, value) => sum + value, 0) / values.length;
      };
      expect(mean(true)).toBeGreaterThan(mean(false) + 0.3);
    }
  });
});

describe('a sampler that rehearses', () => {
  /** The user's image: annotated as background alone, darker than anything simulated. */
  const own: TrainingImage = {
    id: 'own',
    name: 'own',
    width: 100,
    height: 100,
    pixels: new Float32Array(100 * 100).fill(-9),
    inputChannels: 1,
    annotation: { width: 100, height: 100, data: new Uint32Array(100 * 100).fill(BACKGROUND) },
    classes: new Map(),
  };

  const ownShare = (rehearsalShare: number): number => {
    const base = presetRecipe('fine-tuning');
    const augmentation = { ...base.augmentation, greyVariation: 0, gammaVariation: 0, noise: 0 };
    const sampler = new TrainingSampler({
      images: [own],
      recipe: { ...base, augmentation, rehearsalShare },
      depth: 1,
      inputEdgePx: 44,
      batchSize: 1,
      rehearsal: nuclei,
    });
    const count = 300;
    let ownCount = 0;
    for (let i = 0; i < count; i++) if (sampler.sample(i).input.every((v) => v === -9)) ownCount++;
    return ownCount / count;
  };

  it('takes its share of the samples from the simulated images', () => {
    expect(ownShare(0)).toBe(1);
    expect(ownShare(0.4)).toBeGreaterThan(0.5);
    expect(ownShare(0.4)).toBeLessThan(0.7);
  });
});
