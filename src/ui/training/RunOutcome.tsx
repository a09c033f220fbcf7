import { type RunView, runMode } from '#store/slices/trainingSlice.ts';
import { trainingText } from '#text/training.ts';
import classes from '#ui/training/RunView.module.css';
import { useActions, useAppStore } from '#ui/useAppStore.ts';

/** What can be taken from a paused or ended run, beside its weights. */
export function RunOutcome({ run }: { readonly run: RunView }) {
  const mode = useAppStore(runMode);
  const { copyMethodsText, discardRun } = useActions();
  const { keptAs } = run;
  if (mode !== 'paused' && mode !== 'ended' && mode !== 'kept') return null;
  return (
    <div className={classes['outcome']}>
      {keptAs !== null && <p className={classes['hint']}>{trainingText.keptAs(keptAs)}</p>}
      <div className={classes['links']}>
        <button type="button" className={classes['link']} onClick={() => void copyMethodsText()}>
          {trainingText.copyMethods}
        </button>
        {mode === 'kept' && (
          <button type="button" className={classes['link']} onClick={() => void discardRun()}>
            {trainingText.closeRun}
          </button>
        )}
      </div>
    </div>
  );
}
