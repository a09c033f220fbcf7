import { NativeSelect } from '@mantine/core';
import { Plus } from 'lucide-react';
import { selectClassCount } from '#store/selectors/annotations.ts';
import classes from '#ui/annotation/ToolOptions.module.css';
import { IconButton } from '#ui/controls/IconButton.tsx';
import { useActions, useAppStore } from '#ui/useAppStore.ts';

/** Class of new and selected objects; where there is only one, a way to add another. */
export function ClassPicker() {
  const { setPaint, chooseClass } = useActions();
  const imageId = useAppStore((state) => state.currentImageId);
  const classIndex = useAppStore((state) => state.paint.classIndex);
  const classCount = useAppStore(selectClassCount);
  const names = Array.from({ length: classCount - 1 }, (_, index) => ({
    value: String(index + 1),
    label: `Class ${index + 1}`,
  }));
  return (
    <div className={classes['group']}>
      {classCount > 2 && (
        <NativeSelect
          size="xs"
          aria-label="Class of objects"
          data={names}
          value={String(Math.min(classIndex, classCount - 1))}
          onChange={(event) => {
            if (imageId !== null) void chooseClass(imageId, Number(event.currentTarget.value));
          }}
        />
      )}
      <IconButton label="Add a class" onClick={() => setPaint({ classCount: classCount + 1 })}>
        <Plus size={14} />
      </IconButton>
    </div>
  );
}
