import { Button } from '@mantine/core';
import { lazy, Suspense, useEffect, useState } from 'react';
import { trainingText } from '#text/training.ts';
import { usePageHandles } from '#ui/pageHandles.ts';

const PreviewDialog = lazy(async () => {
  const { PreviewDialog: component } = await import('#ui/training/PreviewDialog.tsx');
  return { default: component };
});

/** Opens the weight map and twelve draws of the augmentation. */
export function PreviewButton() {
  const [isOpen, setIsOpen] = useState(false);
  const handles = usePageHandles();
  useEffect(() => {
    handles.showTrainingPreview = () => setIsOpen(true);
  }, [handles]);
  return (
    <>
      <Button size="xs" variant="default" onClick={() => setIsOpen(true)}>
        {trainingText.showPreview}
      </Button>
      {isOpen && (
        <Suspense>
          <PreviewDialog onClose={() => setIsOpen(false)} />
        </Suspense>
      )}
    </>
  );
}
