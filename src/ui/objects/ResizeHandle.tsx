import { type KeyboardEvent, type PointerEvent, useRef } from 'react';
import { objectsText } from '#text/objects.ts';
import classes from '#ui/objects/ObjectsPanel.module.css';

const MIN_HEIGHT_PX = 120;
const MAX_HEIGHT_PX = 720;
const KEY_STEP_PX = 24;

export interface ResizeHandleProps {
  readonly heightPx: number;
  readonly onChange: (heightPx: number) => void;
}

/** The upper edge of the table: drag it, or use the arrow keys. */
export function ResizeHandle({ heightPx, onChange }: ResizeHandleProps) {
  const grip = useRef<{ y: number; heightPx: number } | null>(null);
  const resize = (wantedPx: number): void =>
    onChange(Math.min(MAX_HEIGHT_PX, Math.max(MIN_HEIGHT_PX, Math.round(wantedPx))));
  const handleMove = (event: PointerEvent): void => {
    if (grip.current) resize(grip.current.heightPx + grip.current.y - event.clientY);
  };
  const handleKey = (event: KeyboardEvent): void => {
    if (event.key === 'ArrowUp') resize(heightPx + KEY_STEP_PX);
    else if (event.key === 'ArrowDown') resize(heightPx - KEY_STEP_PX);
    else return;
    event.preventDefault();
  };
  return (
    // biome-ignore lint/a11y/useSemanticElements: an hr cannot be dragged
    <div
      role="separator"
      aria-orientation="horizontal"
      aria-label={objectsText.tableHeight}
      aria-valuenow={heightPx}
      aria-valuemin={MIN_HEIGHT_PX}
      aria-valuemax={MAX_HEIGHT_PX}
      tabIndex={0}
      className={classes['handle']}
      onKeyDown={handleKey}
      onPointerDown={(event) => {
        event.currentTarget.setPointerCapture(event.pointerId);
        grip.current = { y: event.clientY, heightPx };
      }}
      onPointerMove={handleMove}
      onPointerUp={() => {
        grip.current = null;
      }}
    />
  );
}
