import { useEffect, useState } from 'react';
import { latePart } from '#ui/latePart.tsx';
import { usePageHandles } from '#ui/pageHandles.ts';
import { useAppStore } from '#ui/useAppStore.ts';

const BatchBar = latePart(async () => (await import('#ui/batch/BatchBar.tsx')).BatchBar);

const BatchDialog = latePart(async () => (await import('#ui/batch/BatchDialog.tsx')).BatchDialog);

/** Where a batch is set up and followed; its parts come with their first use. */
export function BatchPlace() {
  const handles = usePageHandles();
  const hasBar = useAppStore((state) => state.batch !== null || state.interruptedBatch !== null);
  const [isOpen, setIsOpen] = useState<boolean | null>(null);
  useEffect(() => {
    handles.showBatch = () => setIsOpen(true);
  }, [handles]);
  return (
    <>
      {hasBar && <BatchBar isSpoken={isOpen !== true} />}
      {isOpen !== null && <BatchDialog isOpen={isOpen} onClose={() => setIsOpen(false)} />}
    </>
  );
}
