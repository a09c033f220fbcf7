import type { StorageSpace } from '#storage/storageSpace.ts';
import type { StorageStatus } from '#storage/storageStatus.ts';

/** The space that the browser gives this page, as far as it tells. */
export async function spaceOf(status: StorageStatus): Promise<StorageSpace> {
  const manager = globalThis.navigator?.storage;
  const estimate = await manager?.estimate().catch(() => null);
  return {
    kind: status.kind,
    reason: status.kind === 'memory' ? status.reason : '',
    usedBytes: estimate?.usage ?? null,
    quotaBytes: estimate?.quota ?? null,
    isPersistent: (await manager?.persisted().catch(() => false)) ?? false,
  };
}
