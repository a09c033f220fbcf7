import { type FactStore, startingWith } from '#storage/backend/factStore.ts';
import type { StorageBackend } from '#storage/backend/storageBackend.ts';
import { filesOf } from '#storage/checkpointRecord.ts';
import { isFreshExport } from '#storage/project/exportFile.ts';
import { FILE_TABLES, filesOfRows } from '#storage/project/projectFiles.ts';
import { sweepProjects } from '#storage/project/sweepProjects.ts';

/**
 * Removes what an earlier page left behind: models and projects that were removed and not brought
 * back, images that were taken off a project, files of a write that was cut off. Does nothing while
 * another tab writes.
 */
export async function sweepStorage(backend: StorageBackend): Promise<void> {
  const { facts, files, locks } = backend;
  await locks.ifNobodyWrites(async () => {
    const models = await facts.all('models');
    const removed = models.filter(({ removedAt }) => removedAt !== null);
    if (removed.length > 0) {
      await facts.commit({ remove: { models: removed.map(({ id }) => id) } });
    }
    await sweepProjects(backend);
    const used = await usedFiles(facts);
    for (const name of await files.names()) {
      if (!used.has(name) && !isFreshExport(name, Date.now())) await files.remove(name);
    }
  });
}

/** Names of all files that a row points to. */
async function usedFiles(facts: FactStore): Promise<ReadonlySet<string>> {
  const models = await facts.all('models');
  const runs = await facts.all('checkpoints');
  const projects = await facts.inRange(FILE_TABLES, startingWith(''));
  const stored = [
    ...models.map(({ weights }) => weights),
    ...runs.flatMap(filesOf),
    ...filesOfRows(projects),
  ];
  return new Set(stored.map(({ name }) => name));
}
