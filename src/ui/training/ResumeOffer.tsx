import { Button } from '@mantine/core';
import { History } from 'lucide-react';
import { trainingText } from '#text/training.ts';
import { offerText } from '#ui/training/offerText.ts';
import classes from '#ui/training/ResumeOffer.module.css';
import { useActions, useAppStore } from '#ui/useAppStore.ts';

/** Offers to go on with a run that a closed tab interrupted; stays until it is answered. */
export function ResumeOffer() {
  const interrupted = useAppStore((state) => state.training.interrupted);
  const { resumeInterrupted, discardInterrupted } = useActions();
  if (!interrupted) return null;
  return (
    <section className={classes['offer']} aria-label={trainingText.interrupted}>
      <History size={17} aria-hidden="true" className={classes['icon']} />
      <p className={classes['text']}>{offerText(interrupted)}</p>
      <div className={classes['buttons']}>
        <Button size="xs" onClick={() => void resumeInterrupted()}>
          {trainingText.resume}
        </Button>
        <Button size="xs" variant="default" onClick={() => void discardInterrupted()}>
          {trainingText.discard}
        </Button>
      </div>
    </section>
  );
}
