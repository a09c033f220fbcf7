import type { ExportedPlane } from '#domain/export/exportedPlane.ts';
import type { LabelImage } from '#domain/image/labelImage.ts';

/** A plane as the writers of files take it, with measurements of nothing but labels and areas. */
export function planeOf(labels: LabelImage, more: Partial<ExportedPlane> = {}): ExportedPlane {
  const areas = new Map<number, number>();
  for (const label of labels.data) if (label > 0) areas.set(label, (areas.get(label) ?? 0) + 1);
  const rows = [...areas].sort(([a], [b]) => a - b);
  const column = (id: string, values: readonly number[]) => ({
    id,
    title: id,
    unit: '',
    values: Float64Array.from(values),
  });
  return {
    imageName: 'cells.tif',
    place: { pageIndex: 0, z: 0, t: 0 },
    pixelSizeUm: null,
    labels,
    classes: new Map(),
    objects: {
      rowCount: rows.length,
      columns: [
        column(
          'label',
          rows.map(([label]) => label),
        ),
        column(
          'area_px',
          rows.map(([, area]) => area),
        ),
        column(
          'area_um2',
          rows.map(() => Number.NaN),
        ),
      ],
    },
    map: null,
    ...more,
  };
}
