import { useEffect, useRef, useState } from 'react';
import type { RunView } from '#store/slices/trainingSlice.ts';
import { trainingText } from '#text/training.ts';
import { SelectField } from '#ui/controls/SelectField.tsx';
import { drawPrediction } from '#ui/training/drawPrediction.ts';
import classes from '#ui/training/RunView.module.css';
import { useActions } from '#ui/useAppStore.ts';

/** The network's prediction of now on one image, drawn anew as it learns. */
export function LivePrediction({ run }: { readonly run: RunView }) {
  const { watchImage, onLivePrediction } = useActions();
  const canvas = useRef<HTMLCanvasElement>(null);
  const [step, setStep] = useState<number | null>(null);
  const { watchable, watchedId, id: runId } = run;
  // biome-ignore lint/correctness/useExhaustiveDependencies: each run has its own predictions
  useEffect(
    () =>
      onLivePrediction((prediction) => {
        if (canvas.current) drawPrediction(canvas.current, prediction);
        setStep(prediction.iteration);
      }),
    [onLivePrediction, runId],
  );
  const name = watchable.find(({ id }) => id === watchedId)?.name ?? '';
  return (
    <div className={classes['live']}>
      <SelectField
        label={trainingText.predictionNow}
        choices={watchable.map((image) => ({ value: image.id, label: image.name }))}
        value={watchedId}
        onChange={(value) => {
          setStep(null);
          watchImage(value);
        }}
      />
      <div className={classes['liveBox']}>
        <canvas
          ref={canvas}
          role="img"
          aria-label={trainingText.predictionOn(name)}
          className={classes['liveCanvas']}
          data-empty={step === null || undefined}
        />
        <span className={classes['liveStep']}>
          {step === null ? trainingText.comesLater : trainingText.step(step)}
        </span>
      </div>
    </div>
  );
}
