import { useCallback, useEffect, useState } from 'react';
import type { AppState } from '#store/appState.ts';
import { selectAnnotatedImages } from '#store/selectors/annotations.ts';
import { runMode } from '#store/slices/trainingSlice.ts';
import { type TourStep, tourSteps } from '#text/tour.ts';
import { rememberTour, wasTourSeen } from '#ui/tour/tourMemory.ts';
import { useAppStore } from '#ui/useAppStore.ts';

/** Where the tour stands, and how it goes on. */
export interface Tour {
  /** `null` while it is not shown; the count of steps once all are done. */
  readonly step: number | null;
  /** True when the user asked for it: then it takes the focus. */
  readonly isAskedFor: boolean;
  readonly start: () => void;
  readonly goTo: (step: number) => void;
  readonly end: () => void;
}

/** The tour: by itself for who is new here and was not sent to a sample; follows what is done. */
export function useTour(): Tour {
  const [step, setStep] = useState<number | null>(() => (isWelcome() ? 0 : null));
  const [isAskedFor, setAskedFor] = useState(false);
  const done = useAppStore(stepsDone);
  const end = useCallback(() => {
    rememberTour();
    setStep(null);
  }, []);
  const start = useCallback(() => {
    setAskedFor(true);
    setStep(0);
  }, []);
  // What was done need not be told any more; what was asked for again is told from the start.
  useEffect(() => {
    setStep((shown) => (shown === null || done <= shown ? shown : done));
  }, [done]);
  // It stays until it is closed: the image below would move under a hand that paints.
  useEffect(() => {
    if (step === tourSteps.length) rememberTour();
  }, [step]);
  return { step, isAskedFor, start, goTo: setStep, end };
}

const IS_DONE: Readonly<Record<TourStep['target'], (state: AppState) => boolean>> = {
  open: (state) => state.images.some(({ status }) => status === 'ready'),
  segment: (state) => Object.keys(state.results).length > 0,
  brush: (state) => selectAnnotatedImages(state).length > 0,
  train: (state) => runMode(state) !== 'none',
};

/** The furthest step that the work has gone past. */
function stepsDone(state: AppState): number {
  return 1 + tourSteps.findLastIndex(({ target }) => IS_DONE[target](state));
}

function isWelcome(): boolean {
  const isSent = new URLSearchParams(window.location.search).has('sample');
  return !isSent && !wasTourSeen();
}
