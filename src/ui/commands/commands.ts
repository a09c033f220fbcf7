import { keyNames } from '#text/buttons.ts';
import { commandGroupText } from '#text/commands.ts';
import { projectText } from '#text/project.ts';
import { annotationCommands } from '#ui/commands/annotationCommands.ts';
import { batchCommands } from '#ui/commands/batchCommands.ts';
import type { Command } from '#ui/commands/command.ts';
import { evaluationCommands } from '#ui/commands/evaluationCommands.ts';
import { exportCommands } from '#ui/commands/exportCommands.ts';
import { imageCommands } from '#ui/commands/imageCommands.ts';
import { modelCommands } from '#ui/commands/modelCommands.ts';
import { objectCommands } from '#ui/commands/objectCommands.ts';
import { pageCommands } from '#ui/commands/pageCommands.ts';
import { projectCommands } from '#ui/commands/projectCommands.ts';
import { segmentCommands } from '#ui/commands/segmentCommands.ts';
import { trainingCommands } from '#ui/commands/trainingCommands.ts';
import { viewCommands } from '#ui/commands/viewCommands.ts';

/** Commands that belong together, under their title. */
export interface CommandGroup {
  readonly title: string;
  readonly commands: readonly Command[];
}

/** Every command by its id. */
export const commands = {
  ...imageCommands,
  ...segmentCommands,
  ...batchCommands,
  ...modelCommands,
  ...objectCommands,
  ...annotationCommands,
  ...evaluationCommands,
  ...trainingCommands,
  ...viewCommands,
  ...exportCommands,
  ...projectCommands,
  ...pageCommands,
};

export type CommandId = keyof typeof commands;

// Who looks for exports finds the project among them, as in the menu.
const { exportProject, ...otherProjectCommands } = projectCommands;

/** Every command once, in the order in which people need them. */
export const commandGroups: readonly CommandGroup[] = [
  group(commandGroupText.images, imageCommands),
  group(commandGroupText.segmentation, { ...segmentCommands, ...batchCommands }),
  group(commandGroupText.models, modelCommands),
  group(commandGroupText.objects, { ...objectCommands, ...evaluationCommands }),
  group(commandGroupText.annotation, annotationCommands),
  group(commandGroupText.training, trainingCommands),
  group(commandGroupText.exports, { ...exportCommands, exportProject }),
  group(commandGroupText.view, viewCommands),
  group(projectText.projects, otherProjectCommands),
  group(commandGroupText.page, pageCommands),
];

function group(title: string, some: Readonly<Record<string, Command>>): CommandGroup {
  return { title, commands: Object.values(some) };
}

/** The keys of a command for people: `Ctrl+Z`, `Esc`; empty when it has none. */
export function keyText(command: Command): string {
  const key = command.keys[0] ?? '';
  if (key.length <= 1) return key.toUpperCase();
  return key
    .split('+')
    .map((part) => KEY_NAMES[part] ?? part.charAt(0).toUpperCase() + part.slice(1))
    .join('+');
}

/** Macs have ⌘ where others have Ctrl. */
const isMac = typeof navigator !== 'undefined' && /Mac|iPhone|iPad/.test(navigator.platform);

const KEY_NAMES: Readonly<Record<string, string>> = {
  mod: isMac ? '⌘' : keyNames.control,
  shift: keyNames.shift,
  escape: keyNames.escape,
  delete: keyNames.delete,
};
