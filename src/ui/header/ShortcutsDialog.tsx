import { Kbd, Modal } from '@mantine/core';
import { useEffect, useState } from 'react';
import type { Command } from '#ui/commands/command.ts';
import { commands, keyText } from '#ui/commands/commands.ts';
import classes from '#ui/header/ShortcutsDialog.module.css';
import { usePageHandles } from '#ui/pageHandles.ts';

/** The list of keys; opens through the command of the same name. */
export function ShortcutsDialog() {
  const handles = usePageHandles();
  const [isOpen, setIsOpen] = useState(false);
  useEffect(() => {
    handles.showShortcuts = () => setIsOpen(true);
  }, [handles]);
  const all: readonly Command[] = Object.values(commands);
  return (
    <Modal
      opened={isOpen}
      onClose={() => setIsOpen(false)}
      title="Keyboard shortcuts"
      centered
      closeButtonProps={{ 'aria-label': 'Close' }}
    >
      <dl className={classes['list']}>
        {all
          .filter((command) => command.keys.length > 0)
          .map((command) => (
            <div key={command.title} className={classes['row']}>
              <dt>{command.title}</dt>
              <dd>
                <Kbd>{keyText(command)}</Kbd>
              </dd>
            </div>
          ))}
      </dl>
    </Modal>
  );
}
