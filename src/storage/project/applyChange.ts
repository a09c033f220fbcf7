import type { HistoryIndex } from '#domain/annotation/annotationLog.ts';
import { NO_HISTORY } from '#domain/annotation/annotationLog.ts';
import { PROJECT_VERSION, type ProjectImage } from '#domain/project/project.ts';
import { AppError } from '#lib/errors.ts';
import { startingWith } from '#storage/backend/factStore.ts';
import type { StorageBackend } from '#storage/backend/storageBackend.ts';
import {
  freshEntries,
  historyAfter,
  logRows,
  NEW_PAGE,
  neededSteps,
  startOf,
} from '#storage/project/annotationPlan.ts';
import { type NewFiles, storeWithFiles } from '#storage/project/newFiles.ts';
import type { AnnotationChange, ProjectChange } from '#storage/project/projectChange.ts';
import { FILE_TABLES, filesOfRows } from '#storage/project/projectFiles.ts';
import type { HeldProject, PageState } from '#storage/project/projectHolds.ts';
import {
  type AnnotationRow,
  imageKey,
  markKey,
  PROJECT_TABLES,
  pageKey,
  stepKey,
  versionOfMark,
} from '#storage/project/projectRows.ts';
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

/** Stores a change of a held project: files first, then all rows in one transaction. */
export async function applyChange(
  backend: StorageBackend,
  held: HeldProject,
  change: SmallChange,
): Promise<void> {
  await storeWithFiles(backend, 'The change of the project', async (files) => {
    const rows = new RowChanges();
    const work: ChangeWork = { backend, held, files, rows, pages: new Map() };
    putFacts(work, change);
    await removeImages(work, change);
    await removeAnnotations(work, change);
    await putMaps(work, change);
    for (const annotation of change.annotations ?? []) await putAnnotation(work, annotation);
    rows.put('projectOwners', [held.ownerRow()]);
    await backend.facts.commit(rows.changes(held.guard));
    for (const [key, page] of work.pages) held.pages.set(key, page);
    return rows.obsolete;
  });
}

/** A change on its way to the disk. */
interface ChangeWork {
  readonly backend: StorageBackend;
  readonly held: HeldProject;
  readonly files: NewFiles;
  readonly rows: RowChanges;
  /** States of annotations once it is stored. */
  readonly pages: Map<string, PageState>;
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
      if (known.startsWith(key)) work.pages.set(known, NEW_PAGE);
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
    work.pages.set(key, NEW_PAGE);
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

async function putAnnotation(work: ChangeWork, change: AnnotationChange): Promise<void> {
  const { held, rows, pages } = work;
  const key = pageKey(held.projectId, change.imageId, change.pageIndex);
  const known = pages.get(key) ?? held.pages.get(key) ?? (await readPage(work.backend, key));
  const page = startOf(known, change);
  const fresh = freshEntries(page, change.entries);
  const { marks, steps } = logRows(key, fresh, change.droppedSteps);
  const version = page.version + fresh.length;
  const { base } = change;
  if (base && base.version > version) {
    throw new AppError(
      'invalid-argument',
      `The pixels of the annotation hold ${base.version} edits, but only ${version} are known. Save the annotation as a whole again.`,
    );
  }
  rows.put('annotationSteps', steps);
  // An older base than the one that is stored was sent twice.
  const isNewBase = base && base.version >= page.baseVersion;
  const rest = isNewBase ? marks.filter(({ id }) => versionOfMark(id) > base.version) : marks;
  rows.put('annotationMarks', rest);
  if (isNewBase) await putBase(work, { key, change, base, known: page, marks });
  else if (!page.isStored) rows.put('annotations', [emptyRow(key, change)]);
  const baseVersion = isNewBase ? base.version : page.baseVersion;
  pages.set(key, { isStored: true, baseVersion, version });
}

function emptyRow(id: string, { width, height }: AnnotationChange): AnnotationRow {
  const base = { labels: null, classes: new Map(), nextLabel: 1, version: 0 };
  return { id, width, height, base, history: NO_HISTORY };
}

interface NewBase {
  readonly key: string;
  readonly change: AnnotationChange;
  readonly base: NonNullable<AnnotationChange['base']>;
  readonly known: PageState;
  /** Of the change. */
  readonly marks: ReturnType<typeof logRows>['marks'];
}

/** Puts pixels in the place of the log that led to them; their history stays. */
async function putBase(work: ChangeWork, { key, change, base, known, marks }: NewBase) {
  const { backend, files, rows } = work;
  const former = known.isStored
    ? await backend.facts.inRange(['annotations', 'annotationMarks'], startingWith(key))
    : { annotations: [], annotationMarks: [] };
  const [row] = former.annotations;
  const log = [...former.annotationMarks, ...marks];
  const heldMarks = log.filter(({ id }) => versionOfMark(id) <= base.version);
  const rest = log.slice(heldMarks.length);
  const history = historyAfter(row?.history ?? NO_HISTORY, heldMarks);
  const { labels, ...facts } = base;
  const { width, height } = change;
  const file = labels && (await files.addPacked('labels', [labels.data]));
  rows.put('annotations', [{ id: key, width, height, base: { ...facts, labels: file }, history }]);
  rows.dropFiles(row ? [row.base.labels] : []);
  rows.removeRange('annotationMarks', { first: markKey(key, 0), last: markKey(key, base.version) });
  await dropSteps(work, key, history, rest);
}

/** Removes the stored steps that nothing can come back to. */
async function dropSteps(
  { backend, rows }: ChangeWork,
  key: string,
  history: HistoryIndex,
  rest: readonly { readonly stepId: number }[],
): Promise<void> {
  const needed = neededSteps(history, rest);
  const keys = new Set([...needed].map((stepId) => stepKey(key, stepId)));
  const stored = await backend.facts.idsInRange('annotationSteps', startingWith(key));
  rows.remove(
    'annotationSteps',
    stored.filter((id) => !keys.has(id)),
  );
}

async function readPage({ facts }: StorageBackend, key: string): Promise<PageState> {
  const row = await facts.get('annotations', key);
  if (!row) return NEW_PAGE;
  const last = (await facts.idsInRange('annotationMarks', startingWith(key))).at(-1);
  const baseVersion = row.base.version;
  return { isStored: true, baseVersion, version: last ? versionOfMark(last) : baseVersion };
}
