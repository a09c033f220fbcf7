import { memo } from 'react';
import type { ImageResult } from '#store/slices/resultsSlice.ts';
import { objectsText } from '#text/objects.ts';
import { ColumnHistogram } from '#ui/objects/ColumnHistogram.tsx';
import { ObjectsGrid } from '#ui/objects/ObjectsGrid.tsx';
import classes from '#ui/objects/ObjectsPanel.module.css';
import { useGridModel } from '#ui/objects/useGridModel.ts';

export interface ResultTableProps extends Pick<ImageResult, 'objects' | 'selection'> {
  readonly imageId: string;
}

/** Table and histogram of an image's objects. Not drawn again when only the state of the extraction changes. */
export const ResultTable = memo(function ResultTable({
  imageId,
  objects,
  selection,
}: ResultTableProps) {
  const model = useGridModel(imageId, { objects, selection });
  if (objects.rowCount === 0) {
    return <p className={classes['nothing']}>{objectsText.nothingFound}</p>;
  }
  return (
    <>
      <ObjectsGrid model={model} />
      <ColumnHistogram table={objects} />
    </>
  );
});
