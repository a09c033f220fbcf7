import { type IdRange, startingWith } from '#storage/backend/factStore.ts';
import type { StorageBackend } from '#storage/backend/storageBackend.ts';
import { FILE_TABLES, fileEntries } from '#storage/project/projectFiles.ts';
import { type ProjectRow, projectKey } from '#storage/project/projectRows.ts';
import type { ProjectSummary } from '#storage/project/projectSummary.ts';
import { findProject } from '#storage/project/readProject.ts';

/** Every id. */
const ALL_IDS: IdRange = startingWith('');

/** Every project that was not removed, the last changed first. */
export async function listProjects(
  backend: StorageBackend,
  heldElsewhere: ReadonlySet<string>,
): Promise<readonly ProjectSummary[]> {
  const rows = await backend.facts.all('projects');
  const sizes = await sizesOf(backend, ALL_IDS);
  const summaries = rows
    .filter(({ removedAt }) => removedAt === null)
    .map((row) => summarize(backend, row, sizes, heldElsewhere));
  return (await Promise.all(summaries)).sort((a, b) => b.changedAt.localeCompare(a.changedAt));
}

/** What the list shows of a project. @throws AppError `not-found` */
export async function summaryOf(
  backend: StorageBackend,
  projectId: string,
  heldElsewhere: ReadonlySet<string>,
): Promise<ProjectSummary> {
  const row = await findProject(backend, projectId);
  const sizes = await sizesOf(backend, startingWith(projectKey(projectId)));
  return summarize(backend, row, sizes, heldElsewhere);
}

async function summarize(
  { facts }: StorageBackend,
  row: ProjectRow,
  sizes: ReadonlyMap<string, number>,
  heldElsewhere: ReadonlySet<string>,
): Promise<ProjectSummary> {
  const { id, title, createdAt, changedAt, imageIds } = row.facts;
  const owner = await facts.get('projectOwners', row.id);
  return {
    id,
    title,
    createdAt,
    // Strokes change no facts.
    changedAt: owner && owner.changedAt > changedAt ? owner.changedAt : changedAt,
    imageCount: imageIds.length,
    byteLength: sizes.get(projectKey(row.id)) ?? 0,
    isHeldElsewhere: heldElsewhere.has(row.id),
  };
}

/** Bytes in files by project key. */
async function sizesOf(
  { facts }: StorageBackend,
  range: IdRange,
): Promise<ReadonlyMap<string, number>> {
  const sizes = new Map<string, number>();
  for (const { id, file } of fileEntries(await facts.inRange(FILE_TABLES, range))) {
    const key = id.slice(0, id.indexOf('/') + 1);
    sizes.set(key, (sizes.get(key) ?? 0) + file.byteLength);
  }
  return sizes;
}
