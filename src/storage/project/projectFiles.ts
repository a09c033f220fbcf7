import type { RowSets } from '#storage/backend/factStore.ts';
import type { StoredFile } from '#storage/backend/fileStore.ts';

/** The tables whose rows point to files. */
export const FILE_TABLES = ['projectSources', 'projectMaps', 'annotations'] as const;

/** Rows of those tables. */
export type FileRows = RowSets<(typeof FILE_TABLES)[number]>;

/** Every file that the rows point to. */
export function filesOfRows(rows: FileRows): readonly StoredFile[] {
  return fileEntries(rows).map(({ file }) => file);
}

/** Every file that the rows point to, with the id of its row. */
export function fileEntries(
  rows: FileRows,
): readonly { readonly id: string; readonly file: StoredFile }[] {
  return [
    ...rows.projectSources.map(({ id, source }) => ({
      id,
      file: source.kind === 'file' ? source.file : source.planes,
    })),
    ...rows.projectMaps.map(({ id, levels }) => ({ id, file: levels })),
    ...rows.annotations.flatMap(({ id, base }) => (base.labels ? [{ id, file: base.labels }] : [])),
  ];
}
