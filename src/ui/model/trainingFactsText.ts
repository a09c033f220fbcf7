import type { TrainingRecipe } from '#domain/training/trainingRecipe.ts';
import type { TrainingRecord } from '#domain/training/trainingRecord.ts';
import { trainingFactsText } from '#text/model.ts';

/** More names than this only hide the rest. */
const MAX_NAMES = 20;

/** `Adam, learning rate 0.001`. */
export function optimizerText({ optimizer, learningRate }: TrainingRecipe): string {
  const name =
    optimizer.kind === 'adam' ? trainingFactsText.adam : trainingFactsText.sgd(optimizer.momentum);
  return trainingFactsText.rate(name, learningRate);
}

/** `IoU 0.81, F1 0.74 after step 300`: the validation whose weights were kept, else the last. */
export function validationText({ history, bestIteration }: TrainingRecord): string {
  const { validation } = history;
  const point =
    validation.find(({ iteration }) => iteration === bestIteration) ?? validation.at(-1);
  if (!point) return trainingFactsText.noValidation;
  return trainingFactsText.score(point.iou, point.f1_50, point.iteration);
}

/** One line per image: `a.tif: 512 × 512 px, 20 objects, training`. */
export function trainingDataText({ data }: TrainingRecord): string {
  const lines = data
    .slice(0, MAX_NAMES)
    .map(({ name, width, height, objects, role }) =>
      trainingFactsText.image(name, width, height, objects, role),
    );
  const others = data.length - lines.length;
  return [...lines, ...(others > 0 ? [trainingFactsText.moreImages(others)] : [])].join('\n');
}
