import { Button } from '@mantine/core';
import type { ExportRun } from '#store/slices/exportSlice.ts';
import { exportText } from '#text/exporting.ts';
import classes from '#ui/export/ExportDialog.module.css';
import { ExportFailures } from '#ui/export/ExportFailures.tsx';
import { rememberedRequest } from '#ui/export/exportMemory.ts';
import { useActions } from '#ui/useAppStore.ts';

/** What was written and what was not. */
export function ExportOutcome(props: { readonly run: ExportRun; readonly onClose: () => void }) {
  const { run, onClose } = props;
  const { closeExport } = useActions();
  return (
    <>
      <p className={classes['outcome']} role="status">
        {outcomeText(run)}
      </p>
      <ExportFailures failures={run.failures} />
      <div className={classes['buttons']}>
        <Button onClick={onClose}>{exportText.close}</Button>
        <Button variant="default" onClick={() => void closeExport()}>
          {exportText.another}
        </Button>
      </div>
    </>
  );
}

function outcomeText({ isCancelled, written, failures, fileNames }: ExportRun): string {
  if (isCancelled) return exportText.cancelled;
  if (written > 0 && fileNames.length > 0) return exportText.written(written, fileNames);
  return failures.length > 0 || written > 0
    ? exportText.nothingWritten
    : exportText.nothing[rememberedRequest().source];
}
