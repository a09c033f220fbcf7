import { Button } from '@mantine/core';
import { History } from 'lucide-react';
import { offerText } from '#ui/training/offerText.ts';
import classes from '#ui/training/ResumeOffer.module.css';
import { useActions, useAppStore } from '#ui/useAppStore.ts';

/** Offers to go on with a run that a closed tab interrupted; stays until it is answered. */
export function ResumeOffer() {
  const interrupted = useAppStore((state) => state.training.interrupted);
  const { resumeInterrupted, discardInterrupted } = useActions();
  if (!interrupted) return null;
  return (
    <section className={classes['offer']} aria-label="Interrupted training">
      <History size={17} aria-hidden="true" className={classes['icon']} />
      <p className={classes['text']}>{offerText(interrupted)}</p>
      <div className={classes['buttons']}>
        <Button size="xs" onClick={() => void resumeInterrupted()}>
          Resume
        </Button>
        <Button size="xs" variant="default" onClick={() => void discardInterrupted()}>
          Discard
        </Button>
      </div>
    </section>
  );
}
