import type { Rectangle } from '#domain/image/rectangle.ts';
import type { ObjectTable } from '#domain/measurement/objectTable.ts';

/** Labels of the measured objects whose bounding boxes touch a rectangle. */
export function labelsTouching(table: ObjectTable, area: Rectangle): number[] {
  const column = (id: string) => table.columns.find((known) => known.id === id)?.values;
  const labels = column('label');
  const x = column('bbox_x_px');
  const y = column('bbox_y_px');
  const width = column('bbox_width_px');
  const height = column('bbox_height_px');
  if (!(labels && x && y && width && height)) return [];
  const isTouching = (_label: number, row: number): boolean => {
    const left = x[row] ?? 0;
    const top = y[row] ?? 0;
    return (
      left < area.x + area.width &&
      left + (width[row] ?? 0) > area.x &&
      top < area.y + area.height &&
      top + (height[row] ?? 0) > area.y
    );
  };
  return [...labels.filter(isTouching)];
}
