import { Modal } from '@mantine/core';
import { trainingText } from '#text/training.ts';
import classes from '#ui/training/TrainPanel.module.css';
import { useActions, useAppStore } from '#ui/useAppStore.ts';

/** The methods text, to be copied by hand where the browser does not let the page do it. */
export function MethodsDialog() {
  const text = useAppStore((state) => state.training.methodsText);
  const { closeMethodsText } = useActions();
  return (
    <Modal
      // Never mounted open: the kit would not know where the focus came from.
      opened={text !== null}
      onClose={closeMethodsText}
      title={trainingText.methods}
      size="lg"
      centered
    >
      <p className={classes['hint']}>{trainingText.copyByHand}</p>
      <textarea
        readOnly
        aria-label={trainingText.methods}
        className={classes['methods']}
        value={text ?? ''}
        onFocus={(event) => event.currentTarget.select()}
        data-autofocus
      />
    </Modal>
  );
}
