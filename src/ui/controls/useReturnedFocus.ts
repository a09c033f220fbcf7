import { useCallback, useEffect, useRef } from 'react';

/**
 * Gives the keyboard focus back to where it was once a dialog closes; the kit's own
 * way loses it where a dialog is mounted open.
 *
 * @returns what to call as the dialog is opened
 */
export function useReturnedFocus(isOpen: boolean): () => void {
  const former = useRef<Element | null>(null);
  useEffect(() => {
    if (isOpen) return;
    if (former.current instanceof HTMLElement) former.current.focus({ preventScroll: true });
    former.current = null;
  }, [isOpen]);
  return useCallback(() => {
    former.current = document.activeElement;
  }, []);
}
