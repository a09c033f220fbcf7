import { PROJECT_VERSION, type ProjectImage } from '#domain/project/project.ts';
import { startingWith } from '#storage/backend/factStore.ts';
import type { StorageBackend } from '#storage/backend/storageBackend.ts';
import {
  type ChangeWork,
  type LaterBase,
  noteStored,
  putAnnotation,
  removedPage,
} from '#storage/project/applyAnnotation.ts';
import { storeWithFiles } from '#storage/project/newFiles.ts';
import type { ProjectChange } from '#storage/project/projectChange.ts';
import { FILE_TABLES, filesOfRows } from '#storage/project/projectFiles.ts';
import type { HeldProject } from '#storage/project/projectHolds.ts';
import { imageKey, PROJECT_TABLES, pageKey } from '#storage/project/projectRows.ts';
import { RowChanges } from '#storage/project/rowChanges.ts';

/** Everything of a change but the pixels of its images. */
export type SmallChange = Omit<ProjectChange, 'sources'>;

/** What a change touches; changes that share a key must keep their order. */
export function keysOfChange(change: SmallChange): readonly string[] {
  const imageIds = [
    ...(change.images ?? []).map(({ id }) => id),
    ...(change.maps ?? []).map(({ imageId }) => imageId),
    ...(change.removedImageIds ?? []),
  ];
  const annotated = [
    ...(change.annotations ?? []).map(({ imageId }) => imageId),
    ...(change.removedAnnotations ?? []).map(({ imageId }) => imageId),
    ...(change.removedImageIds ?? []),
  ];
  return [
    ...new Set([
      ...(change.facts ? ['facts'] : []),
      ...imageIds.map((id) => `image/${id}`),
      ...annotated.map((id) => `annotation/${id}`),
    ]),
  ];
}

/**
 * Stores a change of a held project: files first, then all rows in one transaction.
 *
 * @returns bases that are to be stored after it
 */
export async function applyChange(
  backend: StorageBackend,
  held: HeldProject,
  change: SmallChange,
): Promise<readonly LaterBase[]> {
  const later: LaterBase[] = [];
  await storeWithFiles(backend, 'The change of the project', async (files) => {
    const rows = new RowChanges();
    const work: ChangeWork = { backend, held, files, rows, pages: new Map(), later };
    putFacts(work, change);
    await removeImages(work, change);
    await removeAnnotations(work, change);
    await putMaps(work, change);
    for (const annotation of change.annotations ?? []) await putAnnotation(work, annotation);
    rows.put('projectOwners', [held.ownerRow()]);
    await backend.facts.commit(rows.changes(held.guard));
    noteStored(work);
    return rows.obsolete;
  });
  return later;
}

function putFacts({ held, rows }: ChangeWork, { facts, images }: SmallChange): void {
  if (facts) {
    const row = { id: held.projectId, facts: { ...facts, version: PROJECT_VERSION } };
    rows.put('projects', [{ ...row, removedAt: null }]);
  }
  if (images) {
    const idOf = ({ id }: ProjectImage) => imageKey(held.projectId, id);
    rows.put(
      'projectImages',
      images.map((image) => ({ id: idOf(image), image })),
    );
  }
}

async function removeImages(work: ChangeWork, { removedImageIds = [] }: SmallChange) {
  for (const imageId of removedImageIds) {
    const key = imageKey(work.held.projectId, imageId);
    await removeAll(work, key);
    for (const known of work.held.pages.keys()) {
      if (known.startsWith(key)) work.pages.set(known, removedPage(work.held, known));
    }
  }
}

async function removeAnnotations(work: ChangeWork, { removedAnnotations = [] }: SmallChange) {
  for (const { imageId, pageIndex } of removedAnnotations) {
    const key = pageKey(work.held.projectId, imageId, pageIndex);
    const row = await work.backend.facts.get('annotations', key);
    work.rows.dropFiles(row ? [row.base.labels] : []);
    work.rows.remove('annotations', [key]);
    work.rows.removeRange('annotationMarks', startingWith(key));
    work.rows.removeRange('annotationSteps', startingWith(key));
    work.pages.set(key, removedPage(work.held, key));
  }
}

async function removeAll({ backend, rows }: ChangeWork, key: string): Promise<void> {
  const range = startingWith(key);
  const former = await backend.facts.inRange(FILE_TABLES, range);
  rows.dropFiles(filesOfRows(former));
  for (const table of PROJECT_TABLES) rows.removeRange(table, range);
}

async function putMaps({ backend, held, files, rows }: ChangeWork, { maps = [] }: SmallChange) {
  for (const { imageId, pageIndex, map } of maps) {
    const id = pageKey(held.projectId, imageId, pageIndex);
    const former = await backend.facts.get('projectMaps', id);
    const levels = await files.addPacked('map', [map.data]);
    rows.put('projectMaps', [{ id, width: map.width, height: map.height, levels }]);
    rows.dropFiles(former ? [former.levels] : []);
  }
}
