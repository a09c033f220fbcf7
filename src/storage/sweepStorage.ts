import type { StorageBackend } from '#storage/backend/storageBackend.ts';
import { filesOf } from '#storage/checkpointRecord.ts';

/**
 * Removes what an earlier page left behind: models that were removed and not brought back, files of a
 * write that was cut off. Does nothing while another tab writes.
 */
export async function sweepStorage({ facts, files, locks }: StorageBackend): Promise<void> {
  await locks.ifNobodyWrites(async () => {
    const models = await facts.all('models');
    const removed = models.filter(({ removedAt }) => removedAt !== null);
    if (removed.length > 0) {
      await facts.commit({ remove: { models: removed.map(({ id }) => id) } });
    }
    const used = new Set([
      ...models.filter(({ removedAt }) => removedAt === null).map(({ weights }) => weights.name),
      ...(await facts.all('checkpoints')).flatMap((run) => filesOf(run).map(({ name }) => name)),
    ]);
    for (const name of await files.names()) if (!used.has(name)) await files.remove(name);
  });
}
