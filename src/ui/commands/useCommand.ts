import { useCallback } from 'react';
import type { Command } from '#ui/commands/command.ts';
import { type CommandId, commands, keyText } from '#ui/commands/commands.ts';
import { usePageHandles } from '#ui/pageHandles.ts';
import { useAppStore, useStoreHandle } from '#ui/useAppStore.ts';

/** A command bound to this page, for a button. */
export interface BoundCommand {
  readonly title: string;
  readonly shortcut: string;
  readonly isEnabled: boolean;
  readonly run: () => void;
}

/** The command with that id: its text, whether it can run now, and how. */
export function useCommand(id: CommandId): BoundCommand {
  const command: Command = commands[id];
  const store = useStoreHandle();
  const handles = usePageHandles();
  const isEnabled = useAppStore(command.isEnabled);
  const run = useCallback(() => {
    // Actions show their own failures; nothing is left to catch here.
    void command.run({ store, handles });
  }, [command, store, handles]);
  return { title: command.title, shortcut: keyText(command), isEnabled, run };
}
