import { ActionIcon, Tooltip } from '@mantine/core';
import type { LucideIcon } from 'lucide-react';
import type { ViewerTool } from '#store/slices/viewSlice.ts';
import classes from '#ui/annotation/AnnotationBar.module.css';
import type { CommandId } from '#ui/commands/commands.ts';
import { useCommand } from '#ui/commands/useCommand.ts';
import { useAppStore } from '#ui/useAppStore.ts';

export interface ToolRadioProps {
  readonly tool: ViewerTool;
  readonly command: CommandId;
  readonly icon: LucideIcon;
}

/** One tool of the toolbar; taken in hand by a click or its key. */
export function ToolRadio({ tool, command, icon: Icon }: ToolRadioProps) {
  const { title, shortcut, isEnabled, run } = useCommand(command);
  const isInHand = useAppStore((state) => state.tool === tool);
  return (
    <Tooltip label={`${title} (${shortcut})`} openDelay={400}>
      <ActionIcon
        className={classes['tool'] ?? ''}
        variant="transparent"
        role="radio"
        aria-label={title}
        aria-checked={isInHand}
        data-tour={tool === 'brush' ? 'brush' : undefined}
        disabled={!isEnabled}
        onClick={run}
      >
        <Icon size={17} aria-hidden="true" />
      </ActionIcon>
    </Tooltip>
  );
}
