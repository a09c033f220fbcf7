import { startingWith } from '#storage/backend/factStore.ts';
import type { StoredFile } from '#storage/backend/fileStore.ts';
import type { StorageBackend } from '#storage/backend/storageBackend.ts';
import { buildProject } from '#storage/project/buildProject.ts';
import type { NewFiles } from '#storage/project/newFiles.ts';
import { imageKey, PROJECT_TABLES } from '#storage/project/projectRows.ts';
import { findProject } from '#storage/project/readProject.ts';
import { RowChanges } from '#storage/project/rowChanges.ts';

/** Times that an image is read again whose files another tab replaces meanwhile. */
const ATTEMPTS = 3;

/**
 * Copies a project image by image; the copy is seen once it is whole, and shares no file with the
 * original.
 *
 * @returns the id of the copy
 * @throws AppError `not-found`, `storage-full`
 */
export async function copyProject(
  backend: StorageBackend,
  projectId: string,
  title: string,
): Promise<string> {
  const { facts } = await findProject(backend, projectId);
  return buildProject(backend, 'The copy of the project', async (files, copyId) => {
    for (const imageId of facts.imageIds) {
      await copyImage(backend, files, imageKey(projectId, imageId), imageKey(copyId, imageId));
    }
    const now = new Date().toISOString();
    return { ...facts, title, createdAt: now, changedAt: now };
  });
}

async function copyImage(
  backend: StorageBackend,
  files: NewFiles,
  from: string,
  to: string,
): Promise<void> {
  for (let attempt = 1; attempt < ATTEMPTS; attempt++) {
    const copy = await imageRows(backend, files, from, to);
    if (copy.isWhole) return backend.facts.commit(copy.rows.changes());
  }
  // Damaged already: so is the copy, in the same part, and the rest is whole.
  const { rows } = await imageRows(backend, files, from, to);
  await backend.facts.commit(rows.changes());
}

async function imageRows(
  { facts, files: stored }: StorageBackend,
  files: NewFiles,
  from: string,
  to: string,
): Promise<{ readonly rows: RowChanges; readonly isWhole: boolean }> {
  const found = await facts.inRange(PROJECT_TABLES, startingWith(from));
  let isWhole = true;
  const copyFile = async <F extends StoredFile>(kind: string, file: F): Promise<F> => {
    const original = await stored.open(file.name).catch(() => null);
    if (original?.size === file.byteLength)
      return { ...file, ...(await files.addBlob(kind, original)) };
    isWhole = false;
    return { ...file, name: files.freshName(kind) };
  };
  const rows = new RowChanges();
  const moved = <R extends { readonly id: string }>(row: R): R => ({
    ...row,
    id: to + row.id.slice(from.length),
  });
  rows.put('projectImages', found.projectImages.map(moved));
  rows.put('annotationMarks', found.annotationMarks.map(moved));
  rows.put('annotationSteps', found.annotationSteps.map(moved));
  for (const row of found.projectSources) {
    const { source } = row;
    const copied =
      source.kind === 'file'
        ? { ...source, file: await copyFile('image', source.file) }
        : { ...source, planes: await copyFile('planes', source.planes) };
    rows.put('projectSources', [{ ...moved(row), source: copied }]);
  }
  for (const row of found.projectMaps) {
    rows.put('projectMaps', [{ ...moved(row), levels: await copyFile('map', row.levels) }]);
  }
  for (const row of found.annotations) {
    const labels = row.base.labels && (await copyFile('labels', row.base.labels));
    rows.put('annotations', [{ ...moved(row), base: { ...row.base, labels } }]);
  }
  return { rows, isWhole };
}
