import type { ImageComparison } from '#domain/metrics/truth/imageComparison.ts';
import { roleOf } from '#store/evaluation/evaluateImages.ts';
import { findEntry } from '#store/slices/imagesSlice.ts';
import { findCard } from '#store/slices/modelsSlice.ts';
import { evaluationText } from '#text/evaluation.ts';
import { listText } from '#text/format.ts';
import classes from '#ui/evaluation/Evaluation.module.css';
import { useAppStore } from '#ui/useAppStore.ts';

export interface RemarksProps {
  readonly imageId: string;
  readonly comparison: ImageComparison;
}

/** From this share on, the annotation was probably made from the prediction. */
const COPIED_SHARE = 0.2;

/** What makes the scores better or other than they seem, above them. */
export function Remarks({ imageId, comparison }: RemarksProps) {
  const role = useAppStore((state) => roleOf(state, imageId));
  const name = useAppStore((state) => findEntry(state, imageId)?.name ?? '');
  const trainedOn = useAppStore(
    (state) => findCard(state, state.results[imageId]?.modelId ?? null)?.trainedOn,
  );
  const { pixelCount, unannotatedPixels, unsegmentedPixels, backgroundPixels } = comparison;
  const { trueCount } = comparison.scores;
  const warnings: string[] = [];
  const facts: string[] = [];
  if (role === 'validation') warnings.push(evaluationText.usedForValidation(name));
  else if (role !== null) warnings.push(evaluationText.usedInTraining(name));
  else if (trainedOn && trainedOn.length > 0) {
    facts.push(evaluationText.trainedOn(listText(trainedOn.map((data) => data.name))));
  }
  if (trueCount > 0 && comparison.identicalCount / trueCount >= COPIED_SHARE) {
    warnings.push(evaluationText.drawnFromObjects(comparison.identicalCount, trueCount));
  }
  if (backgroundPixels === 0) warnings.push(evaluationText.noBackground);
  if (unannotatedPixels > 0) facts.push(evaluationText.partly(unannotatedPixels / pixelCount));
  if (unsegmentedPixels > 0) {
    facts.push(evaluationText.notSegmented(unsegmentedPixels / pixelCount));
  }
  return (
    <>
      {warnings.map((text) => (
        <p key={text} className={classes['warning']} role="note">
          {text}
        </p>
      ))}
      {facts.map((text) => (
        <p key={text} className={classes['remark']}>
          {text}
        </p>
      ))}
    </>
  );
}
