import { useEffect, useState } from 'react';
import { latePart } from '#ui/latePart.tsx';
import type { DialogOpener } from '#ui/layout/Dialogs.tsx';
import { usePageHandles } from '#ui/pageHandles.ts';
import { useAppStore } from '#ui/useAppStore.ts';

const Dialogs = latePart(async () => (await import('#ui/layout/Dialogs.tsx')).Dialogs);

/** The page is drawn and works before; nobody needs a dialog so soon. */
const LOAD_AFTER_MS = 2000;

/** The place of the dialogs: they come once the page stands, or when one is needed. */
export function DialogsPlace() {
  const handles = usePageHandles();
  const [first, setFirst] = useState<DialogOpener | null>(null);
  const [isLate, setIsLate] = useState(false);
  const isNeeded = useAppStore(
    ({ question, project }) => question !== null || project.save.kind === 'lost',
  );
  useEffect(() => {
    handles.showShortcuts = () => setFirst('showShortcuts');
    handles.showProjects = () => setFirst('showProjects');
    const timer = setTimeout(() => setIsLate(true), LOAD_AFTER_MS);
    return () => clearTimeout(timer);
  }, [handles]);
  const isWanted = isNeeded || isLate || first !== null;
  const [isThere, setIsThere] = useState(false);
  useEffect(() => {
    if (isWanted) setIsThere(true);
  }, [isWanted]);
  return isThere ? <Dialogs first={first} /> : null;
}
