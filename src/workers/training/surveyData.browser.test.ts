import { describe, expect, it } from 'vitest';
import { UNANNOTATED } from '#domain/annotation/annotationValues.ts';
import { splitTrainingImages } from '#domain/training/splitTrainingImages.ts';
import { annotatedNuclei, tinyRecipe, tinyTraining } from '#testing/trainingSetup.ts';
import { TRAINING_SPAWNERS } from '#workers/training/spawnWorkers.ts';
import { surveyData } from '#workers/training/surveyData.ts';

const survey = (change: Parameters<typeof tinyTraining>[0]) =>
  surveyData(tinyTraining(change), TRAINING_SPAWNERS.survey);

describe('surveyData', () => {
  it('leaves named validation images as they are, and records every image', async () => {
    const images = [annotatedNuclei(1), annotatedNuclei(2)];
    const validationImages = [annotatedNuclei(3)];
    const { split, areas, records } = await survey({ images, validationImages });
    expect(split.training).toEqual(images);
    expect(split.validation).toEqual(validationImages);
    expect(records.map(({ name, role }) => [name, role])).toEqual([
      ['nuclei-1.tif', 'training'],
      ['nuclei-2.tif', 'training'],
      ['nuclei-3.tif', 'validation'],
    ]);
    const trained = records.filter(({ role }) => role === 'training');
    expect(areas).toHaveLength(trained.reduce((sum, { objects }) => sum + objects, 0));
  });

  it('splits the only image by region, as the page itself would', async () => {
    const image = annotatedNuclei(4);
    const recipe = tinyRecipe({ validationShare: 0.3 });
    const { split } = await survey({ images: [image], validationImages: null, recipe });
    const expected = splitTrainingImages([image], 0.3, recipe.seed);
    expect(split.training).toEqual(expected.training);
    expect(split.validation).toEqual(expected.validation);
    expect(split.training[0]?.pixels).toBe(image.pixels);
    const trained = split.training[0]?.annotation.data ?? [];
    const judged = split.validation[0]?.annotation.data ?? [];
    const both = [...trained].filter((value, index) => {
      return value !== UNANNOTATED && judged[index] !== UNANNOTATED;
    });
    expect(both).toHaveLength(0);
  });
});
