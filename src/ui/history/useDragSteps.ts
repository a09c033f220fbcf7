import { useEffect } from 'react';
import { useActions } from '#ui/useAppStore.ts';

/** Tells the history when a pointer is down: whatever it drags then is one step of undo. */
export function useDragSteps(): void {
  const { holdStep } = useActions();
  useEffect(() => {
    const hold = (): void => holdStep(true);
    const release = (): void => holdStep(false);
    // Before any control hears of it, and also where a control keeps the event to itself.
    window.addEventListener('pointerdown', hold, true);
    window.addEventListener('pointerup', release, true);
    window.addEventListener('pointercancel', release, true);
    return () => {
      window.removeEventListener('pointerdown', hold, true);
      window.removeEventListener('pointerup', release, true);
      window.removeEventListener('pointercancel', release, true);
    };
  }, [holdStep]);
}
