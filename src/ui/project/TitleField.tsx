import { TextInput } from '@mantine/core';
import { useRef, useState } from 'react';
import { projectText } from '#text/project.ts';

export interface TitleFieldProps {
  readonly title: string;
  /** Called with a new title that is not empty; not called when nothing has changed. */
  readonly onRename: (title: string) => void;
  /** Called last and once; `byKey` = the focus has to go somewhere. */
  readonly onDone: (byKey: boolean) => void;
}

/** A title being changed in place: Enter or leaving the field takes it, Esc leaves it as it was. */
export function TitleField({ title, onRename, onDone }: TitleFieldProps) {
  const [text, setText] = useState(title);
  // The field also loses the focus when it goes.
  const isDone = useRef(false);
  const finish = (isTaken: boolean, byKey: boolean): void => {
    if (isDone.current) return;
    isDone.current = true;
    const wanted = text.trim();
    if (isTaken && wanted !== '' && wanted !== title) onRename(wanted);
    onDone(byKey);
  };
  return (
    <TextInput
      size="xs"
      aria-label={projectText.nameField}
      maxLength={200}
      value={text}
      ref={focusAndSelect}
      // Esc ends the renaming, not the dialog around it.
      data-mantine-stop-propagation="true"
      onChange={(event) => setText(event.currentTarget.value)}
      onBlur={() => finish(true, false)}
      onKeyDown={(event) => {
        if (event.key !== 'Enter' && event.key !== 'Escape') return;
        // Else the key would also press the button that gets the focus.
        event.preventDefault();
        finish(event.key === 'Enter', true);
      }}
    />
  );
}

function focusAndSelect(input: HTMLInputElement | null): void {
  input?.focus();
  input?.select();
}
