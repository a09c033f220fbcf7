import { Button } from '@mantine/core';
import { History } from 'lucide-react';
import { batchText } from '#text/batch.ts';
import classes from '#ui/batch/BatchBar.module.css';
import { pickFolderFiles } from '#ui/images/pickFolderFiles.ts';
import { usePageHandles } from '#ui/pageHandles.ts';
import { useActions, useAppStore } from '#ui/useAppStore.ts';

/** Offers to go on with a batch that a closed page cut off. */
export function InterruptedBar() {
  const offer = useAppStore((state) => state.interruptedBatch);
  const { resumeBatch, forgetBatch } = useActions();
  const handles = usePageHandles();
  if (!offer) return null;
  const { sourceName, doneCount, fileCount, needsFolder } = offer;
  const resume = async (): Promise<void> => {
    if (!needsFolder) {
      await resumeBatch(null);
      handles.showBatch();
      return;
    }
    pickFolderFiles((files) => {
      void import('#store/batch/batchSource.ts')
        .then(({ sourceOfFiles }) => resumeBatch(sourceOfFiles(files)))
        .then(() => handles.showBatch());
    });
  };
  return (
    <section className={classes['bar']} aria-label={batchText.interrupted}>
      <History size={16} aria-hidden="true" className={classes['icon']} />
      <p className={classes['offer']}>
        {batchText.interruptedText(sourceName, doneCount, fileCount)}{' '}
        {needsFolder && batchText.chooseAgain}
      </p>
      <Button size="compact-sm" onClick={() => void resume()}>
        {batchText.resume}
      </Button>
      <Button size="compact-sm" variant="default" onClick={() => void forgetBatch()}>
        {batchText.discard}
      </Button>
    </section>
  );
}
