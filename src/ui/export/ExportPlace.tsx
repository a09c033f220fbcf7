import { useEffect, useState } from 'react';
import { latePart } from '#ui/latePart.tsx';
import { usePageHandles } from '#ui/pageHandles.ts';
import { useAppStore } from '#ui/useAppStore.ts';

const ExportDialog = latePart(
  async () => (await import('#ui/export/ExportDialog.tsx')).ExportDialog,
);

/** The place of the dialog that writes files; it comes with its first use. */
export function ExportPlace() {
  const handles = usePageHandles();
  const [isOpen, setIsOpen] = useState<boolean | null>(null);
  useEffect(() => {
    handles.showExport = () => setIsOpen(true);
  }, [handles]);
  // What failed must be seen, also where the dialog was closed meanwhile.
  const hasFailed = useAppStore(
    ({ exportRun }) => exportRun?.isDone === true && exportRun.failures.length > 0,
  );
  useEffect(() => {
    if (hasFailed) setIsOpen(true);
  }, [hasFailed]);
  if (isOpen === null) return null;
  return <ExportDialog isOpen={isOpen} onClose={() => setIsOpen(false)} />;
}
