import { useEffect, useState } from 'react';
import type { AppState } from '#store/appState.ts';
import { findEntry } from '#store/slices/imagesSlice.ts';
import { runMode } from '#store/slices/trainingSlice.ts';
import { progressText as trainingText } from '#store/trainingText.ts';
import { percentText } from '#text/format.ts';
import { spokenText } from '#text/spoken.ts';
import classes from '#ui/messages/SpokenProgress.module.css';
import { progressPercent, progressText } from '#ui/run/runText.ts';
import { useAppStore, useStoreHandle } from '#ui/useAppStore.ts';

/** Often enough to know that it goes on, rarely enough not to talk into other work. */
const SPOKEN_EVERY_MS = 10_000;

/** Tells how far a segmentation or a training is, to who cannot see the bars. */
export function SpokenProgress() {
  const store = useStoreHandle();
  const isBusy = useAppStore((state) => state.job !== null || runMode(state) === 'running');
  const [spoken, setSpoken] = useState('');
  useEffect(() => {
    if (!isBusy) {
      setSpoken('');
      return;
    }
    const timer = setInterval(() => setSpoken(spokenProgress(store.getState())), SPOKEN_EVERY_MS);
    return () => clearInterval(timer);
  }, [isBusy, store]);
  return (
    <p className={classes['spoken']} aria-live="polite">
      {spoken}
    </p>
  );
}

/** What is going on, in a sentence; the segmentation where both are. Empty when nothing is. */
export function spokenProgress(state: AppState): string {
  const { job } = state;
  if (job) {
    const name = findEntry(state, job.imageId)?.name ?? '';
    return spokenText.segmenting(name, percentText(progressPercent(job) / 100), progressText(job));
  }
  const status = runMode(state) === 'running' ? state.training.run?.status : undefined;
  return status ? spokenText.training(trainingText(status)) : '';
}
