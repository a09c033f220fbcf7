import { useEffect, useRef, useState } from 'react';
import { latePart } from '#ui/latePart.tsx';
import { usePageHandles } from '#ui/pageHandles.ts';

/** Comes with its first use. */
const PaletteDialog = latePart(
  async () => (await import('#ui/palette/PaletteDialog.tsx')).PaletteDialog,
);

/** The place of the command palette; opens through the command of that name. */
export function Palette() {
  const handles = usePageHandles();
  const [isOpen, setIsOpen] = useState(false);
  const former = useRef<Element | null>(null);
  const chosen = useRef<(() => void) | null>(null);
  useEffect(() => {
    handles.showPalette = () => {
      former.current = document.activeElement;
      setIsOpen(true);
    };
  }, [handles]);
  // The focus goes back first: what is chosen may take it somewhere else.
  useEffect(() => {
    if (isOpen) return;
    if (former.current instanceof HTMLElement) former.current.focus({ preventScroll: true });
    former.current = null;
    const run = chosen.current;
    chosen.current = null;
    run?.();
  }, [isOpen]);
  if (!isOpen) return null;
  return (
    <PaletteDialog
      onClose={(run) => {
        chosen.current = run;
        setIsOpen(false);
      }}
    />
  );
}
