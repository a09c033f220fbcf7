import {
  type AnnotationBase,
  type LogEntry,
  NO_HISTORY,
} from '#domain/annotation/annotationLog.ts';
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
import type { AnnotationChange } from '#storage/project/projectChange.ts';
import type { HeldProject, PageState } from '#storage/project/projectHolds.ts';
import {
  type AnnotationRow,
  type MarkRow,
  markKey,
  type PackedFile,
  pageKey,
  stepKey,
  versionOfMark,
} from '#storage/project/projectRows.ts';
import { RowChanges } from '#storage/project/rowChanges.ts';

/** A change on its way to the disk. */
export interface ChangeWork {
  readonly backend: StorageBackend;
  readonly held: HeldProject;
  readonly files: NewFiles;
  readonly rows: RowChanges;
  /** States of annotations once it is stored. */
  readonly pages: Map<string, PageState>;
  /** Bases to be stored after it. */
  readonly later: LaterBase[];
}

/** Keeps in mind what is stored now. */
export function noteStored({ held, pages }: ChangeWork): void {
  for (const [key, page] of pages) held.pages.set(key, page);
}

/** The state of an annotation that is removed; another may begin. */
export function removedPage({ pages }: HeldProject, key: string): PageState {
  return { ...NEW_PAGE, life: (pages.get(key)?.life ?? 0) + 1 };
}

/**
 * A base that stands for entries which are stored by themselves, so that strokes go on while its
 * pixels are packed: that takes seconds for a large image.
 */
export interface LaterBase {
  readonly change: AnnotationChange;
  readonly base: AnnotationBase;
  /** Of the annotation that it is of. */
  readonly life: number;
}

/** Stores a base whose entries are stored; leaves it when the annotation was removed meanwhile. */
export async function storeBase(
  backend: StorageBackend,
  held: HeldProject,
  { change, base, life }: LaterBase,
): Promise<void> {
  const key = pageKey(held.projectId, change.imageId, change.pageIndex);
  await storeWithFiles(backend, 'The annotation', async (files) => {
    const labels = await writeLabels(files, base);
    const rows = new RowChanges();
    await held.queue.run([`annotation/${change.imageId}`], async () => {
      const page = held.pages.get(key);
      if (page?.life !== life || base.version < page.baseVersion) return rows.dropFiles([labels]);
      checkVersion(base, page.version);
      const pages = new Map([[key, { ...page, baseVersion: base.version }]]);
      const work: ChangeWork = { backend, held, files, rows, pages, later: [] };
      await putBase(work, { key, change, base, labels, isStored: true, marks: [] });
      await backend.facts.commit(rows.changes(held.guard));
      noteStored(work);
    });
    return rows.obsolete;
  });
}

/** Puts what happened to an annotation to the other rows of a change. */
export async function putAnnotation(work: ChangeWork, change: AnnotationChange): Promise<void> {
  const { held, rows, pages } = work;
  const key = pageKey(held.projectId, change.imageId, change.pageIndex);
  const known = pages.get(key) ?? held.pages.get(key) ?? (await readPage(work.backend, key));
  const page = startOf(known, change);
  const fresh = freshEntries(page, change.entries);
  await checkKnown(work.backend, key, page, change.entries);
  const { marks, steps } = logRows(key, fresh, change.droppedSteps);
  const version = page.version + fresh.length;
  const { base } = change;
  if (base) checkVersion(base, version);
  // An older base than the one that is stored was sent twice.
  const isNewBase = base !== undefined && base.version >= page.baseVersion;
  const isLater = isNewBase && page.isStored && base.labels !== null;
  if (isLater) work.later.push({ change, base, life: page.life });
  const nowBase = isNewBase && !isLater ? base : null;
  const heldVersion = nowBase?.version ?? page.baseVersion;
  rows.put('annotationSteps', steps);
  rows.put(
    'annotationMarks',
    marks.filter(({ id }) => versionOfMark(id) > heldVersion),
  );
  if (nowBase) {
    const labels = await writeLabels(work.files, nowBase);
    const { isStored } = page;
    await putBase(work, { key, change, base: nowBase, labels, isStored, marks });
  } else if (!page.isStored) {
    rows.put('annotations', [emptyRow(key, change)]);
  }
  pages.set(key, { ...page, isStored: true, baseVersion: heldVersion, version });
}

function emptyRow(id: string, { width, height }: AnnotationChange): AnnotationRow {
  const base = { labels: null, classes: new Map(), nextLabel: 1, version: 0 };
  return { id, width, height, base, history: NO_HISTORY };
}

/** Pixels that take the place of a log. */
interface NewBase {
  readonly key: string;
  readonly change: AnnotationChange;
  readonly base: AnnotationBase;
  readonly labels: PackedFile | null;
  /** False when nothing of the annotation is stored yet. */
  readonly isStored: boolean;
  /** Entries of the same change. */
  readonly marks: readonly MarkRow[];
}

/** Puts pixels in the place of the log that led to them; their history stays. */
async function putBase(work: ChangeWork, given: NewBase): Promise<void> {
  const { key, change, base, labels } = given;
  const { backend, rows } = work;
  const former = given.isStored
    ? await backend.facts.inRange(['annotations', 'annotationMarks'], startingWith(key))
    : { annotations: [], annotationMarks: [] };
  const [row] = former.annotations;
  const log = [...former.annotationMarks, ...given.marks];
  const heldMarks = log.filter(({ id }) => versionOfMark(id) <= base.version);
  const history = historyAfter(row?.history ?? NO_HISTORY, heldMarks);
  const { width, height } = change;
  rows.put('annotations', [{ id: key, width, height, base: { ...base, labels }, history }]);
  rows.dropFiles(row ? [row.base.labels] : []);
  rows.removeRange('annotationMarks', { first: markKey(key, 0), last: markKey(key, base.version) });
  await dropSteps(work, key, neededSteps(history, log.slice(heldMarks.length)));
}

/** Removes the stored steps that nothing can come back to. */
async function dropSteps(
  { backend, rows }: ChangeWork,
  key: string,
  needed: ReadonlySet<number>,
): Promise<void> {
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
  const version = last ? versionOfMark(last) : baseVersion;
  return { ...NEW_PAGE, isStored: true, baseVersion, version };
}

/** Entries that were sent again must be those that are stored, not those of another annotation. */
async function checkKnown(
  { facts }: StorageBackend,
  key: string,
  page: PageState,
  entries: readonly LogEntry[],
): Promise<void> {
  const sent = entries.filter(
    ({ version }) => version > page.baseVersion && version <= page.version,
  );
  const [first] = sent;
  const last = sent.at(-1);
  if (!first || !last) return;
  const range = { first: markKey(key, first.version), last: markKey(key, last.version) };
  const { annotationMarks } = await facts.inRange(['annotationMarks'], range);
  const isSame = sent.every(({ kind, stepId }, i) => {
    const known = annotationMarks[i];
    return known?.kind === kind && known.stepId === stepId;
  });
  if (isSame) return;
  throw new AppError(
    'invalid-argument',
    `Edits ${first.version} to ${last.version} of the annotation are not those that are stored: it began anew. Save the annotation as a whole again.`,
  );
}

function writeLabels(files: NewFiles, { labels }: AnnotationBase): Promise<PackedFile> | null {
  return labels && files.addPacked('labels', [labels.data]);
}

function checkVersion(base: AnnotationBase, version: number): void {
  if (base.version <= version) return;
  throw new AppError(
    'invalid-argument',
    `The pixels of the annotation hold ${base.version} edits, but only ${version} are known. Save the annotation as a whole again.`,
  );
}
