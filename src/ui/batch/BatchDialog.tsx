import { Modal } from '@mantine/core';
import { batchText } from '#text/batch.ts';
import classes from '#ui/batch/BatchDialog.module.css';
import { BatchQueue } from '#ui/batch/BatchQueue.tsx';
import { BatchSetup } from '#ui/batch/BatchSetup.tsx';
import { useMessagePlace } from '#ui/messages/messagePlace.ts';
import { useAppStore } from '#ui/useAppStore.ts';

export interface BatchDialogProps {
  readonly isOpen: boolean;
  readonly onClose: () => void;
}

/** Sets a batch up, then follows it. Closing it stops nothing. */
export function BatchDialog({ isOpen, onClose }: BatchDialogProps) {
  return (
    <Modal opened={isOpen} onClose={onClose} title={batchText.title} size="56rem" centered>
      <Contents />
    </Modal>
  );
}

function Contents() {
  const batch = useAppStore((state) => state.batch);
  const { setElement } = useMessagePlace();
  return (
    <div className={classes['contents']}>
      <div ref={setElement} />
      {batch ? <BatchQueue batch={batch} /> : <BatchSetup />}
    </div>
  );
}
