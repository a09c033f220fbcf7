import { Modal } from '@mantine/core';
import { exportText } from '#text/exporting.ts';
import classes from '#ui/export/ExportDialog.module.css';
import { ExportOutcome } from '#ui/export/ExportOutcome.tsx';
import { ExportProgress } from '#ui/export/ExportProgress.tsx';
import { ExportSetup } from '#ui/export/ExportSetup.tsx';
import { useMessagePlace } from '#ui/messages/messagePlace.ts';
import { useActions, useAppStore } from '#ui/useAppStore.ts';

export interface ExportDialogProps {
  readonly isOpen: boolean;
  readonly onClose: () => void;
}

/** Chooses what is written to which files, and follows the writing, which goes on without it. */
export function ExportDialog({ isOpen, onClose }: ExportDialogProps) {
  const { closeExport } = useActions();
  const run = useAppStore((state) => state.exportRun);
  const { setElement } = useMessagePlace();
  const close = (): void => {
    void closeExport();
    onClose();
  };
  return (
    <Modal opened={isOpen} onClose={close} title={exportText.title} size="40rem" centered>
      <div className={classes['contents']}>
        <div ref={setElement} />
        {run === null && <ExportSetup />}
        {run?.isDone === false && <ExportProgress run={run} />}
        {run?.isDone && <ExportOutcome run={run} onClose={close} />}
      </div>
    </Modal>
  );
}
