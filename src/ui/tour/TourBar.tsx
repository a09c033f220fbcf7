import { Button } from '@mantine/core';
import { X } from 'lucide-react';
import { type RefObject, useEffect, useRef } from 'react';
import { type TourStep, tourSteps, tourText } from '#text/tour.ts';
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
  if (step === null) return null;
  const told = tourSteps[step];
  const leave = (): void => {
    const hadFocus = bar.current?.contains(document.activeElement);
    end();
    const latest = told ?? tourSteps.at(-1);
    if (hadFocus && latest) showTourTarget(latest.target, handles);
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
      <TourWords step={step} />
      <div className={classes['buttons']}>
        {told ? (
          <StepButtons step={step} target={told.target} goTo={goTo} leave={leave} />
        ) : (
          <Button size="compact-sm" variant="default" onClick={leave}>
            {tourText.done}
          </Button>
        )}
      </div>
    </section>
  );
}

function TourWords({ step }: { readonly step: number }) {
  const told = tourSteps[step];
  const { title, text } = told ?? tourText.finished;
  return (
    <p className={classes['text']} aria-live="polite">
      {told && (
        <span className={classes['step']}>{tourText.progress(step + 1, tourSteps.length)}</span>
      )}
      <strong>{title}.</strong> {text}
    </p>
  );
}

interface StepButtonsProps {
  readonly step: number;
  readonly target: TourStep['target'];
  readonly goTo: (step: number) => void;
  readonly leave: () => void;
}

function StepButtons({ step, target, goTo, leave }: StepButtonsProps) {
  const handles = usePageHandles();
  const isLast = step === tourSteps.length - 1;
  return (
    <>
      <Button size="compact-sm" variant="filled" onClick={() => showTourTarget(target, handles)}>
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
    </>
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
