import {
  Combine,
  Eraser,
  Hand,
  MousePointer2,
  PaintBucket,
  Paintbrush,
  Pentagon,
  Redo2,
  Scissors,
  Undo2,
} from 'lucide-react';
import { type KeyboardEvent, useLayoutEffect, useRef } from 'react';
import { selectStepTitle } from '#store/selectors/historySteps.ts';
import { annotateText } from '#text/annotation.ts';
import classes from '#ui/annotation/AnnotationBar.module.css';
import { rovingTarget } from '#ui/annotation/rovingFocus.ts';
import { ToolRadio } from '#ui/annotation/ToolRadio.tsx';
import { useCommand } from '#ui/commands/useCommand.ts';
import { IconButton } from '#ui/controls/IconButton.tsx';
import { useAppStore } from '#ui/useAppStore.ts';

/** The tools, and the steps back and forth. One stop of the Tab key; arrows move inside. */
export function AnnotationToolbar() {
  const bar = useRef<HTMLDivElement>(null);
  const undo = useCommand('undo');
  const redo = useCommand('redo');
  const undoTitle = useAppStore((state) => selectStepTitle(state, 'undo'));
  const redoTitle = useAppStore((state) => selectStepTitle(state, 'redo'));
  useLayoutEffect(() => keepOneTabStop(bar.current));
  return (
    <div
      ref={bar}
      role="toolbar"
      aria-label={annotateText.tools}
      className={classes['toolbar']}
      onFocus={() => keepOneTabStop(bar.current)}
      onKeyDown={(event) => moveFocus(event, bar.current)}
    >
      <div role="radiogroup" aria-label={annotateText.tool} className={classes['tools']}>
        <ToolRadio tool="pan" command="toolPan" icon={Hand} />
        <ToolRadio tool="select" command="toolSelect" icon={MousePointer2} />
        <ToolRadio tool="brush" command="toolBrush" icon={Paintbrush} />
        <ToolRadio tool="eraser" command="toolEraser" icon={Eraser} />
        <ToolRadio tool="fill" command="toolFill" icon={PaintBucket} />
        <ToolRadio tool="polygon" command="toolPolygon" icon={Pentagon} />
        <ToolRadio tool="split" command="toolSplit" icon={Scissors} />
        <ToolRadio tool="merge" command="toolMerge" icon={Combine} />
      </div>
      <div className={classes['tools']}>
        <IconButton
          label={annotateText.undo}
          hint={undoTitle}
          shortcut={undo.shortcut}
          isDisabled={!undo.isEnabled}
          onClick={undo.run}
        >
          <Undo2 size={17} />
        </IconButton>
        <IconButton
          label={annotateText.redo}
          hint={redoTitle}
          shortcut={redo.shortcut}
          isDisabled={!redo.isEnabled}
          onClick={redo.run}
        >
          <Redo2 size={17} />
        </IconButton>
      </div>
    </div>
  );
}

function controlsOf(bar: HTMLElement | null): HTMLElement[] {
  return [...(bar?.querySelectorAll<HTMLElement>('button:not(:disabled)') ?? [])];
}

function keepOneTabStop(bar: HTMLElement | null): void {
  const controls = controlsOf(bar);
  const stop =
    controls.find((control) => control === document.activeElement) ??
    controls.find((control) => control.ariaChecked === 'true') ??
    controls[0];
  for (const control of controls) control.tabIndex = control === stop ? 0 : -1;
}

function moveFocus(event: KeyboardEvent, bar: HTMLElement | null): void {
  const controls = controlsOf(bar);
  const place = controls.findIndex((control) => control.matches(':focus'));
  const target = place < 0 ? null : rovingTarget(event.key, place, controls.length);
  if (target === null) return;
  event.preventDefault();
  controls[target]?.focus();
}
