import { Kbd, Modal } from '@mantine/core';
import { useEffect, useState } from 'react';
import { annotationCommands } from '#ui/commands/annotationCommands.ts';
import type { Command } from '#ui/commands/command.ts';
import { commands, keyText } from '#ui/commands/commands.ts';
import classes from '#ui/header/ShortcutsDialog.module.css';
import { usePageHandles } from '#ui/pageHandles.ts';

interface Shortcut {
  readonly title: string;
  readonly keys: string;
}

/** What the image itself does with keys and pointer, once it has the focus. */
const VIEWER_SHORTCUTS: readonly Shortcut[] = [
  { title: 'Move', keys: 'Arrows' },
  { title: 'Move while a tool is in hand', keys: 'Space + drag' },
  { title: 'Zoom', keys: '+ −' },
  { title: '1:1', keys: '1' },
  { title: 'Brush size', keys: 'Shift + wheel' },
  { title: 'New object ↔ extend, erase ↔ ignore', keys: 'Shift + drag' },
  { title: 'Close the polygon', keys: 'Enter' },
  { title: 'Take its last corner back', keys: 'Backspace' },
  { title: 'Give it up', keys: 'Esc' },
];

const annotating: ReadonlySet<Command> = new Set(Object.values(annotationCommands));

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
      size="52rem"
      centered
      closeButtonProps={{ 'aria-label': 'Close' }}
    >
      <div className={classes['columns']}>
        <Section title="Page" shortcuts={shortcutsOf(all.filter((one) => !annotating.has(one)))} />
        <Section title="Annotation" shortcuts={shortcutsOf([...annotating])} />
        <Section title="In the image" shortcuts={VIEWER_SHORTCUTS} />
      </div>
    </Modal>
  );
}

function shortcutsOf(some: readonly Command[]): readonly Shortcut[] {
  return some
    .filter(({ keys }) => keys.length > 0)
    .map((command) => ({ title: command.title, keys: keyText(command) }));
}

function Section(props: { readonly title: string; readonly shortcuts: readonly Shortcut[] }) {
  const { title, shortcuts } = props;
  return (
    <section className={classes['section']}>
      <h3 className={classes['title']}>{title}</h3>
      <dl className={classes['list']}>
        {shortcuts.map(({ title: name, keys }) => (
          <div key={name} className={classes['row']}>
            <dt>{name}</dt>
            <dd>
              <Kbd>{keys}</Kbd>
            </dd>
          </div>
        ))}
      </dl>
    </section>
  );
}
