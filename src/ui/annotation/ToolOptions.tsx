import { Button } from '@mantine/core';
import { type LucideIcon, PaintRoller, Trash2 } from 'lucide-react';
import { selectShownAnnotation } from '#store/selectors/annotations.ts';
import type { ViewerTool } from '#store/slices/viewSlice.ts';
import { annotateText } from '#text/annotation.ts';
import { pageText } from '#text/page.ts';
import { ClassPicker } from '#ui/annotation/ClassPicker.tsx';
import {
  BrushSize,
  EraserTarget,
  OverwriteSwitch,
  PaintModeChoice,
} from '#ui/annotation/PaintControls.tsx';
import classes from '#ui/annotation/ToolOptions.module.css';
import type { CommandId } from '#ui/commands/commands.ts';
import { useCommand } from '#ui/commands/useCommand.ts';
import { useAppStore } from '#ui/useAppStore.ts';

/** The row under the tools: what can be chosen about the one in hand; for `pan`, how to take another. */
export function ToolOptions() {
  const tool = useAppStore((state) => state.tool);
  return (
    <div className={classes['frame']}>
      <div className={classes['row']}>
        <OptionsOf tool={tool} />
        {(tool === 'select' || tool === 'merge') && <Selection />}
        <span className={classes['spacer']} />
        <div className={classes['whole']}>
          <CommandButton id="paintRest" icon={PaintRoller} />
          <CommandButton id="clearAnnotation" icon={Trash2} />
        </div>
      </div>
    </div>
  );
}

function OptionsOf({ tool }: { readonly tool: ViewerTool }) {
  switch (tool) {
    case 'brush':
      return (
        <>
          <PaintModeChoice />
          <BrushSize />
          <OverwriteSwitch />
          <ClassPicker />
        </>
      );
    case 'eraser':
      return (
        <>
          <EraserTarget />
          <BrushSize />
        </>
      );
    case 'polygon':
      return (
        <>
          <PaintModeChoice />
          <OverwriteSwitch />
          <ClassPicker />
        </>
      );
    case 'fill':
      return (
        <>
          <PaintModeChoice />
          <CommandButton id="fillHoles" />
          <ClassPicker />
        </>
      );
    case 'select':
      return <ClassPicker canBegin />;
    case 'pan':
      return <p className={classes['hint']}>{annotateText.panHint}</p>;
    case 'rectangle':
      return <p className={classes['hint']}>{annotateText.rectangleHint}</p>;
    case 'split':
      return <p className={classes['hint']}>{annotateText.splitHint}</p>;
    case 'merge':
      return <p className={classes['hint']}>{annotateText.mergeHint}</p>;
  }
}

/** What can be done with the selected objects. */
function Selection() {
  const count = useAppStore((state) => selectShownAnnotation(state)?.selection.size ?? 0);
  if (count === 0) return null;
  return (
    <div className={classes['group']}>
      <p className={classes['count']}>{annotateText.selected(count)}</p>
      <CommandButton id="deleteSelection" label={annotateText.delete} />
      {count > 1 && <CommandButton id="mergeSelection" label={annotateText.mergeSelected} />}
    </div>
  );
}

interface CommandButtonProps {
  readonly id: CommandId;
  /** Shorter than the command's title. */
  readonly label?: string;
  /** Stands alone where the row has no room for words. */
  readonly icon?: LucideIcon;
}

function CommandButton({ id, label, icon: Icon }: CommandButtonProps) {
  const { title, shortcut, isEnabled, run } = useCommand(id);
  return (
    <Button
      size="compact-xs"
      variant="subtle"
      disabled={!isEnabled}
      aria-label={label ?? title}
      title={pageText.withShortcut(title, shortcut)}
      onClick={run}
    >
      {Icon && <Icon className={classes['icon']} size={15} aria-hidden="true" />}
      <span className={Icon && classes['words']}>{label ?? title}</span>
    </Button>
  );
}
