import { startingWith } from '#storage/backend/factStore.ts';
import type { StorageBackend } from '#storage/backend/storageBackend.ts';
import { projectsIn } from '#storage/project/projectHolds.ts';
import { imageKey, PROJECT_TABLES, projectKey } from '#storage/project/projectRows.ts';
import { RowChanges } from '#storage/project/rowChanges.ts';

/**
 * Removes the rows of projects that were removed, of copies that were cut off, and of images that
 * are on no list any more. Leaves projects alone that are open somewhere. The files are for others.
 */
export async function sweepProjects({ facts, locks }: StorageBackend): Promise<void> {
  const held = projectsIn(await locks.claimedElsewhere());
  const projects = await facts.all('projects');
  const kept = projects.filter(({ removedAt }) => removedAt === null);
  const gone = projects.filter(({ removedAt }) => removedAt !== null).map(({ id }) => id);
  const heldKeys = new Set([...held].map(projectKey));
  const listed = new Set(
    kept.flatMap(({ id, facts: { imageIds } }) => imageIds.map((image) => imageKey(id, image))),
  );
  const rows = new RowChanges();
  rows.remove('projects', gone);
  rows.remove('projectOwners', gone);
  for (const table of PROJECT_TABLES) {
    const owners = new Set((await facts.idsInRange(table, startingWith(''))).map(imageOf));
    for (const key of owners) {
      if (listed.has(key) || heldKeys.has(key.slice(0, key.indexOf('/') + 1))) continue;
      rows.removeRange(table, startingWith(key));
    }
  }
  await facts.commit(rows.changes());
}

/** Key of the image that a row belongs to. */
function imageOf(id: string): string {
  return id.slice(0, id.indexOf('/', id.indexOf('/') + 1) + 1);
}
