import type { TourStep } from '#text/tour.ts';
import type { PageHandles } from '#ui/pageHandles.ts';

/** Brings what a step is about into view and puts the keyboard focus on it. */
export function showTourTarget(target: TourStep['target'], handles: PageHandles): void {
  // On narrow screens it may be under another tab.
  if (target === 'segment' || target === 'train') handles.showPart(target);
  const marked = document.querySelector<HTMLElement>(`body [data-tour~=${target}]`);
  const control = marked?.matches('button') ? marked : marked?.querySelector<HTMLElement>('button');
  control?.scrollIntoView({ block: 'nearest' });
  control?.focus({ preventScroll: true });
}
