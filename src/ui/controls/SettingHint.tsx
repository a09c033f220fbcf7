import { Tooltip } from '@mantine/core';
import type { ReactNode } from 'react';

export interface SettingHintProps {
  /** What the setting does; nothing is shown without. */
  readonly text: string | undefined;
  readonly children: ReactNode;
}

/** Tells what a setting does, at the pointer and at the keyboard's focus. */
export function SettingHint({ text, children }: SettingHintProps) {
  if (text === undefined) return children;
  return (
    <Tooltip
      label={text}
      multiline
      maw={280}
      position="left"
      openDelay={500}
      events={{ hover: true, focus: true, touch: false }}
    >
      <div>{children}</div>
    </Tooltip>
  );
}
