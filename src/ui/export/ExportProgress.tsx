import { Button } from '@mantine/core';
import type { ExportRun } from '#store/slices/exportSlice.ts';
import { exportText } from '#text/exporting.ts';
import { ProgressTrack } from '#ui/controls/ProgressTrack.tsx';
import classes from '#ui/export/ExportDialog.module.css';
import { ExportFailures } from '#ui/export/ExportFailures.tsx';
import { useActions } from '#ui/useAppStore.ts';

/** How far the writing is. */
export function ExportProgress({ run }: { readonly run: ExportRun }) {
  const { cancelExport } = useActions();
  const { done, total, currentName, failures } = run;
  const percent = total > 0 ? Math.round((100 * done) / total) : 0;
  const text =
    currentName === '' || done >= total
      ? exportText.preparing
      : exportText.writing(currentName, done, total);
  return (
    <>
      <div className={classes['field']}>
        <ProgressTrack label={exportText.progress} percent={percent} text={text} />
        <p className={classes['progressText']}>{text}</p>
      </div>
      <ExportFailures failures={failures} />
      <Button className={classes['start']} variant="default" onClick={() => cancelExport()}>
        {exportText.cancel}
      </Button>
    </>
  );
}
