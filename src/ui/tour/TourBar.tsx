import { Button } from '@mantine/core';
import { X } from 'lucide-react';
import { type RefObject, useEffect, useRef } from 'react';
import { tourSteps, tourText } from '#text/tour.ts';
import { IconButton } from '#ui/controls/IconButton.tsx';
import { usePageHandles } from '#ui/pageHandles.ts';
import { showTourTarget } from '#ui/tour/showTourTarget.ts';
import classes from '#ui/tour/TourBar.module.css';
import { useTour } from '#ui/tour/useTour.ts';

/** The first steps, told in a bar of their own: it covers nothing, and the work goes on below. */
export function TourBar() {
  const { step, isAskedFor, start, goTo, end } = useTour();
  const handles = usePageHandles();
  const bar = useRef<HTMLElement>(null);
  useEffect(() => {
    handles.startTour = start;
  }, [handles, start]);
  useMarkedTarget(step);
  useFocusWhenAsked(bar, step !== null && isAskedFor);
  const told = step === null ? undefined : tourSteps[step];
  if (step === null || !told) return null;
  const isLast = step === tourSteps.length - 1;
  const leave = (): void => {
    const hadFocus = bar.current?.contains(document.activeElement);
    end();
    if (hadFocus) showTourTarget(told.target, handles);
  };
  return (
    <section
      ref={bar}
      className={classes['bar']}
      aria-label={tourText.name}
      tabIndex={-1}
      onKeyDown={(event) => {
        if (event.key === 'Escape') leave();
      }}
    >
      <Dots step={step} />
      <p className={classes['text']} aria-live="polite">
        <span className={classes['step']}>{tourText.progress(step + 1, tourSteps.length)}</span>
        <strong>{told.title}.</strong> {told.text}
      </p>
      <div className={classes['buttons']}>
        <Button
          size="compact-sm"
          variant="filled"
          onClick={() => showTourTarget(told.target, handles)}
        >
          {tourText.showMe}
        </Button>
        {step > 0 && (
          <Button size="compact-sm" variant="default" onClick={() => goTo(step - 1)}>
            {tourText.back}
          </Button>
        )}
        <Button
          size="compact-sm"
          variant="default"
          onClick={() => (isLast ? leave() : goTo(step + 1))}
        >
          {isLast ? tourText.done : tourText.next}
        </Button>
        <IconButton label={tourText.skip} onClick={leave}>
          <X size={15} />
        </IconButton>
      </div>
    </section>
  );
}

function Dots({ step }: { readonly step: number }) {
  return (
    <span className={classes['dots']} aria-hidden="true">
      {tourSteps.map(({ target }, place) => (
        <span key={target} data-done={place <= step || undefined} />
      ))}
    </span>
  );
}

/** Lets the style sheet mark the part of the page that the step is about. */
function useMarkedTarget(step: number | null): void {
  useEffect(() => {
    const target = step === null ? undefined : tourSteps[step]?.target;
    if (target === undefined) return;
    document.documentElement.dataset['tour'] = target;
    return () => {
      delete document.documentElement.dataset['tour'];
    };
  }, [step]);
}

function useFocusWhenAsked(bar: RefObject<HTMLElement | null>, isAskedFor: boolean): void {
  useEffect(() => {
    if (isAskedFor) bar.current?.focus();
  }, [bar, isAskedFor]);
}
