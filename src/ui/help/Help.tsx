import { lazy, Suspense, useEffect, useRef } from 'react';
import { useHelpAddress } from '#ui/help/helpAddress.ts';
import { usePageHandles } from '#ui/pageHandles.ts';

/** Text and figures come with the first look. */
const HelpPage = lazy(async () => {
  const { HelpPage: component } = await import('#ui/help/HelpPage.tsx');
  return { default: component };
});

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
  if (section === null) return null;
  return (
    <Suspense>
      <HelpPage section={section} onClose={close} />
    </Suspense>
  );
}
