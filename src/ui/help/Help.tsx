import { useEffect, useRef } from 'react';
import { useHelpAddress } from '#ui/help/helpAddress.ts';
import { latePart } from '#ui/latePart.tsx';
import { usePageHandles } from '#ui/pageHandles.ts';

/** Text and figures come with the first look. */
const HelpPage = latePart(async () => (await import('#ui/help/HelpPage.tsx')).HelpPage);

/** The place of the help page; opens with its address. */
export function Help() {
  const handles = usePageHandles();
  const { section, open, close } = useHelpAddress();
  const former = useRef<Element | null>(null);
  useEffect(() => {
    handles.showHelp = (sectionId) => {
      former.current = document.activeElement;
      open(sectionId);
    };
  }, [handles, open]);
  const isOpen = section !== null;
  useEffect(() => {
    if (isOpen || former.current === null) return;
    if (former.current instanceof HTMLElement) former.current.focus({ preventScroll: true });
    former.current = null;
  }, [isOpen]);
  return section === null ? null : <HelpPage section={section} onClose={close} />;
}
