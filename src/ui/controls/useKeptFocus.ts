import { type RefObject, useEffect, useRef } from 'react';

/** Put on the element whose buttons take each other's place. */
export interface KeptFocus<T extends HTMLElement> {
  readonly ref: RefObject<T | null>;
  readonly onFocus: () => void;
  readonly onBlur: (event: { readonly relatedTarget: EventTarget | null }) => void;
}

/**
 * Keeps keyboard users in place when the button they pressed is replaced by another: the first
 * usable button of the element gets the focus that would else fall back to the top of the page.
 *
 * @param state changes when the buttons are replaced
 */
export function useKeptFocus<T extends HTMLElement>(state: unknown): KeptFocus<T> {
  const ref = useRef<T>(null);
  const isInside = useRef(false);
  const shownState = useRef(state);
  useEffect(() => {
    if (shownState.current === state) return;
    shownState.current = state;
    if (!isInside.current || document.activeElement !== document.body) return;
    ref.current?.querySelector<HTMLButtonElement>('button:not(:disabled)')?.focus();
  });
  return {
    ref,
    onFocus: () => {
      isInside.current = true;
    },
    // A removed button loses the focus to nothing; leaving on purpose has a target.
    onBlur: ({ relatedTarget }) => {
      if (relatedTarget !== null) isInside.current = false;
    },
  };
}
