import { Button, NativeSelect } from '@mantine/core';
import { Plus } from 'lucide-react';
import { selectClassCount } from '#store/selectors/annotations.ts';
import { annotateText } from '#text/annotation.ts';
import classes from '#ui/annotation/ToolOptions.module.css';
import { IconButton } from '#ui/controls/IconButton.tsx';
import { useActions, useAppStore } from '#ui/useAppStore.ts';

interface ClassPickerProps {
  /** Offers a second class where there is only one. */
  readonly canBegin?: boolean;
}

/** Class of new and selected objects, where there is more than one. */
export function ClassPicker({ canBegin = false }: ClassPickerProps) {
  const { setPaint, chooseClass } = useActions();
  const imageId = useAppStore((state) => state.currentImageId);
  const classIndex = useAppStore((state) => state.paint.classIndex);
  const classCount = useAppStore(selectClassCount);
  const names = Array.from({ length: classCount - 1 }, (_, index) => ({
    value: String(index + 1),
    label: annotateText.classNamed(index + 1),
  }));
  const addClass = (): void => setPaint({ classCount: classCount + 1 });
  if (classCount === 2) {
    if (!canBegin) return null;
    return (
      <Button size="compact-xs" variant="subtle" onClick={addClass}>
        {annotateText.addClass}
      </Button>
    );
  }
  return (
    <div className={classes['group']}>
      <NativeSelect
        size="xs"
        aria-label={annotateText.classOfObjects}
        data={names}
        value={String(Math.min(classIndex, classCount - 1))}
        onChange={(event) => {
          if (imageId !== null) void chooseClass(imageId, Number(event.currentTarget.value));
        }}
      />
      <IconButton label={annotateText.addClass} onClick={addClass}>
        <Plus size={14} />
      </IconButton>
    </div>
  );
}
