import { Button } from '@mantine/core';
import { Check, GraduationCap, Pause, Play, Square } from 'lucide-react';
import { type RunMode, runMode } from '#store/slices/trainingSlice.ts';
import { pageText } from '#text/page.ts';
import type { Command } from '#ui/commands/command.ts';
import { type CommandId, commands } from '#ui/commands/commands.ts';
import { useCommand } from '#ui/commands/useCommand.ts';
import { useKeptFocus } from '#ui/controls/useKeptFocus.ts';
import classes from '#ui/training/TrainPanel.module.css';
import { useAppStore } from '#ui/useAppStore.ts';

const BUTTONS: Readonly<Record<RunMode, readonly CommandId[]>> = {
  none: ['train'],
  preparing: ['stopTraining'],
  running: ['pauseTraining', 'stopTraining'],
  paused: ['resumeTraining', 'stopTraining', 'keepBest', 'discardRun'],
  ended: ['keepBest', 'resumeTraining', 'discardRun'],
  kept: ['train'],
};

/** The buttons of a run: what can be done with it now. */
export function TrainButtons() {
  const mode = useAppStore(runMode);
  // A run that did all its steps has nothing to go on with.
  const isDone = useAppStore(({ training: { run } }) => run?.stage === 'ended' && !run.canGoOn);
  const ids = BUTTONS[mode].filter((id) => !(isDone && id === 'resumeTraining'));
  const keptFocus = useKeptFocus<HTMLDivElement>(mode);
  return (
    <div className={classes['buttons']} data-tour="train" {...keptFocus}>
      {ids.map((id, place) => (
        <TrainButton key={id} id={id} isMain={place === 0 && mode !== 'running'} />
      ))}
    </div>
  );
}

/** What the one key of training does, each in its turn. */
const TOGGLED: readonly CommandId[] = ['train', 'pauseTraining', 'resumeTraining'];

const ICONS: Partial<Record<CommandId, typeof Pause>> = {
  train: GraduationCap,
  pauseTraining: Pause,
  resumeTraining: Play,
  stopTraining: Square,
  keepBest: Check,
};

function TrainButton({ id, isMain }: { readonly id: CommandId; readonly isMain: boolean }) {
  const command = useCommand(id);
  const toggle = useCommand('train');
  const shortcut = TOGGLED.includes(id) ? toggle.shortcut : command.shortcut;
  const { reason }: Command = commands[id];
  const whyNot = useAppStore((state) => reason?.(state) ?? '');
  const title = shortcut === '' ? undefined : pageText.withShortcut(command.title, shortcut);
  const Icon = ICONS[id];
  return (
    <Button
      variant={isMain ? 'filled' : 'default'}
      disabled={!command.isEnabled}
      title={command.isEnabled ? title : whyNot || title}
      leftSection={Icon && <Icon size={15} aria-hidden="true" />}
      onClick={command.run}
    >
      {command.title}
    </Button>
  );
}
