import type { PagePart } from '#ui/pageHandles.ts';

/** Ids of the parts in the page; each can take the focus. */
export const PART_IDS: Readonly<Record<PagePart, string>> = {
  segment: 'segmentation',
  train: 'training',
  images: 'images',
  results: 'results',
};

const FOCUSABLE =
  'button:not(:disabled),input:not(:disabled),select,textarea,[tabindex="0"],a[href]';

/** Brings a part into view and puts the keyboard focus on its first control. */
export function focusPart(part: PagePart): void {
  const element = document.getElementById(PART_IDS[part]);
  if (!element) return;
  element.scrollIntoView({ block: 'start' });
  const first = part === 'results' ? element.querySelector<HTMLElement>('[role=grid]') : null;
  (first ?? element.querySelector<HTMLElement>(FOCUSABLE))?.focus({ preventScroll: true });
}
