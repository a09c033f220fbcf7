import { ActionIcon, Tooltip } from '@mantine/core';
import type { ReactNode } from 'react';
import { pageText } from '#text/page.ts';

export interface IconButtonProps {
  /** Accessible name and tooltip. */
  readonly label: string;
  readonly children: ReactNode;
  readonly onClick: () => void;
  readonly isDisabled?: boolean;
  /** Set for toggles. */
  readonly isPressed?: boolean;
  /** More for the tooltip, such as what would be undone. */
  readonly hint?: string;
  /** `s`, `Ctrl+Z`: shown in the tooltip. */
  readonly shortcut?: string;
}

/** A button that is only an icon; its name shows on hover and focus. */
export function IconButton(props: IconButtonProps) {
  const { label, children, onClick, isDisabled = false, isPressed, hint, shortcut } = props;
  const text = hint ? pageText.withHint(label, hint) : label;
  return (
    <Tooltip label={shortcut ? pageText.withShortcut(text, shortcut) : text} openDelay={400}>
      <ActionIcon
        variant={isPressed ? 'light' : 'subtle'}
        color="gray"
        aria-label={label}
        aria-pressed={isPressed}
        disabled={isDisabled}
        onClick={onClick}
      >
        {children}
      </ActionIcon>
    </Tooltip>
  );
}
