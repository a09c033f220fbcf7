import { startingWith } from '#storage/backend/factStore.ts';
import type { StorageBackend } from '#storage/backend/storageBackend.ts';
import { storeWithFiles } from '#storage/project/newFiles.ts';
import { FILE_TABLES, filesOfRows } from '#storage/project/projectFiles.ts';
import { PROJECT_TABLES, projectKey } from '#storage/project/projectRows.ts';
import { RowChanges } from '#storage/project/rowChanges.ts';

/** Removes a project with all its rows and files. */
export async function eraseProject(backend: StorageBackend, projectId: string): Promise<void> {
  await storeWithFiles(backend, 'The list of projects', async () => {
    const range = startingWith(projectKey(projectId));
    const rows = new RowChanges();
    rows.dropFiles(filesOfRows(await backend.facts.inRange(FILE_TABLES, range)));
    for (const table of PROJECT_TABLES) rows.removeRange(table, range);
    rows.remove('projects', [projectId]);
    rows.remove('projectOwners', [projectId]);
    await backend.facts.commit(rows.changes());
    return rows.obsolete;
  });
}
