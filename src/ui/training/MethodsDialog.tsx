import { Modal } from '@mantine/core';
import classes from '#ui/training/TrainPanel.module.css';
import { useActions, useAppStore } from '#ui/useAppStore.ts';

/** The methods text, to be copied by hand where the browser does not let the page do it. */
export function MethodsDialog() {
  const text = useAppStore((state) => state.training.methodsText);
  const { closeMethodsText } = useActions();
  if (text === null) return null;
  return (
    <Modal
      opened
      onClose={closeMethodsText}
      title="Methods text"
      size="lg"
      centered
      closeButtonProps={{ 'aria-label': 'Close' }}
    >
      <p className={classes['hint']}>
        This browser does not let the page use the clipboard. Select the text and copy it.
      </p>
      <textarea
        readOnly
        aria-label="Methods text"
        className={classes['methods']}
        value={text}
        onFocus={(event) => event.currentTarget.select()}
        data-autofocus
      />
    </Modal>
  );
}
