import type { ProjectFacts } from '#domain/project/project.ts';
import { startingWith } from '#storage/backend/factStore.ts';
import type { StorageBackend } from '#storage/backend/storageBackend.ts';
import { type NewFiles, storeWithFiles } from '#storage/project/newFiles.ts';
import { PROJECT_TABLES, projectKey } from '#storage/project/projectRows.ts';
import { RowChanges } from '#storage/project/rowChanges.ts';

/**
 * Stores a new project piece by piece: `build` writes files and commits rows of images under the id
 * that it is given; the project is seen once all of it is there. Nothing stays when it fails.
 *
 * @returns the id
 */
export async function buildProject(
  backend: StorageBackend,
  what: string,
  build: (files: NewFiles, projectId: string) => Promise<ProjectFacts>,
): Promise<string> {
  const projectId = crypto.randomUUID();
  await storeWithFiles(backend, what, async (files) => {
    try {
      const facts = { ...(await build(files, projectId)), id: projectId };
      await backend.facts.commit({
        put: { projects: [{ id: projectId, facts, removedAt: null }] },
      });
    } catch (error) {
      const rows = new RowChanges();
      const range = startingWith(projectKey(projectId));
      for (const table of PROJECT_TABLES) rows.removeRange(table, range);
      // What stays is swept at the next start.
      await backend.facts.commit(rows.changes()).catch(() => null);
      throw error;
    }
    return [];
  });
  return projectId;
}
