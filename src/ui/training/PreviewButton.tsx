import { Button } from '@mantine/core';
import { useEffect, useState } from 'react';
import { trainingText } from '#text/training.ts';
import { useReturnedFocus } from '#ui/controls/useReturnedFocus.ts';
import { latePart } from '#ui/latePart.tsx';
import { usePageHandles } from '#ui/pageHandles.ts';

const PreviewDialog = latePart(
  async () => (await import('#ui/training/PreviewDialog.tsx')).PreviewDialog,
);

/** Opens the weight map and twelve draws of the augmentation. */
export function PreviewButton() {
  const [isOpen, setIsOpen] = useState(false);
  const noteFocus = useReturnedFocus(isOpen);
  const handles = usePageHandles();
  useEffect(() => {
    handles.showTrainingPreview = () => {
      noteFocus();
      setIsOpen(true);
    };
  }, [handles, noteFocus]);
  return (
    <>
      <Button size="xs" variant="default" onClick={() => handles.showTrainingPreview()}>
        {trainingText.showPreview}
      </Button>
      {isOpen && <PreviewDialog onClose={() => setIsOpen(false)} />}
    </>
  );
}
