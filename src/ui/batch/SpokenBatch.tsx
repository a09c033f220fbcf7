import { useEffect, useState } from 'react';
import { batchText } from '#text/batch.ts';
import { batchProgress, batchStatus } from '#ui/batch/batchProgress.ts';
import classes from '#ui/messages/SpokenProgress.module.css';
import { useAppStore, useStoreHandle } from '#ui/useAppStore.ts';

/** Often enough to know that it goes on, rarely enough not to talk into other work. */
const SPOKEN_EVERY_MS = 10_000;

/** Tells how far a batch is to who cannot see its bar: now and then, and when it pauses or ends. */
export function SpokenBatch() {
  const store = useStoreHandle();
  const phase = useAppStore((state) => state.batch?.phase);
  const [spoken, setSpoken] = useState('');
  useEffect(() => {
    const speak = (): void => {
      const { batch } = store.getState();
      if (batch) setSpoken(batchText.spoken(batchStatus(batch, batchProgress(batch))));
    };
    if (phase !== 'running') speak();
    const timer = phase === 'running' ? setInterval(speak, SPOKEN_EVERY_MS) : undefined;
    return () => clearInterval(timer);
  }, [phase, store]);
  return (
    <p className={classes['spoken']} aria-live="polite">
      {spoken}
    </p>
  );
}
