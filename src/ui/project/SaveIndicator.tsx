import { Tooltip } from '@mantine/core';
import { Check, CloudAlert, LoaderCircle } from 'lucide-react';
import { useEffect, useRef, useState } from 'react';
import type { SaveState } from '#store/slices/projectSlice.ts';
import { projectText } from '#text/project.ts';
import classes from '#ui/project/Project.module.css';
import { saveWords } from '#ui/project/saveText.ts';
import { useAppStore } from '#ui/useAppStore.ts';

const ICONS = { none: null, busy: LoaderCircle, good: Check, bad: CloudAlert } as const;

const OPENING = {
  label: projectText.opening,
  hint: projectText.openingHint,
  tone: 'busy',
} as const;

/** Whether the work is safe, in one quiet word. */
export function SaveIndicator() {
  const save = useAppStore((state) => state.project.save);
  const isOpening = useAppStore((state) => state.project.isOpening);
  const { label, hint, tone } = isOpening ? OPENING : saveWords(save);
  const Icon = ICONS[tone];
  if (!Icon) return null;
  return (
    <Tooltip label={hint} multiline maw={320} events={{ hover: true, focus: true, touch: true }}>
      <span className={classes['save']} data-tone={tone}>
        <Icon size={14} aria-hidden="true" />
        <span className={classes['saveLabel']}>{label}</span>
      </span>
    </Tooltip>
  );
}

/** What readers hear of it. */
export function SpokenSaveState() {
  const save = useAppStore((state) => state.project.save);
  return (
    <span className={classes['spoken']} aria-live="polite">
      {useSpoken(save)}
    </span>
  );
}

/** Every stroke is saved, so readers are told only of what changes their mind: failure and rescue. */
function useSpoken(save: SaveState): string {
  const [text, setText] = useState('');
  const hadFailed = useRef(false);
  useEffect(() => {
    const { label, tone } = saveWords(save);
    // Why it is not saved is told by an alert of its own.
    if (tone === 'bad' || (tone === 'good' && hadFailed.current)) setText(label);
    if (tone !== 'busy') hadFailed.current = tone === 'bad';
  }, [save]);
  return text;
}
