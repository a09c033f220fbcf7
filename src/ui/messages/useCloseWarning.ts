import { useEffect } from 'react';
import { selectMustWarnOnClose } from '#store/selectors/unsavedWork.ts';
import { useAppStore } from '#ui/useAppStore.ts';

/** Lets the browser ask before the page is closed while results or a run would be lost. */
export function useCloseWarning(): void {
  const mustWarn = useAppStore(selectMustWarnOnClose);
  useEffect(() => {
    if (!mustWarn) return;
    const handleClose = (event: BeforeUnloadEvent): void => event.preventDefault();
    window.addEventListener('beforeunload', handleClose);
    return () => window.removeEventListener('beforeunload', handleClose);
  }, [mustWarn]);
}
