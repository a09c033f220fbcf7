import { openDatabase } from '#storage/backend/database.ts';
import { memoryStorage } from '#storage/backend/memoryStorage.ts';
import { opfsFiles } from '#storage/backend/opfsFiles.ts';
import type { StorageBackend } from '#storage/backend/storageBackend.ts';
import { tabLocks } from '#storage/backend/storageLocks.ts';

/**
 * The browser's own storage for this page; storage in memory, with the reason, where a private window
 * or an old browser offers none. Never fails.
 *
 * @param name of database and folder; pages with the same name share what they keep
 */
export async function openStorage(name: string): Promise<StorageBackend> {
  try {
    const missing = missingAbility();
    if (missing !== null) return memoryStorage(missing);
    const openFolder = async () => {
      const root = await navigator.storage.getDirectory();
      return root.getDirectoryHandle(name, { create: true });
    };
    const folder = await openFolder();
    return {
      facts: await openDatabase(name),
      files: opfsFiles(folder, openFolder),
      locks: tabLocks(navigator.locks, name),
      status: { kind: 'lasting' },
      askToLast: async () => {
        if (canAskToLast(navigator.storage)) await navigator.storage.persist().catch(() => false);
      },
    };
  } catch (error) {
    return memoryStorage(reasonOf(error));
  }
}

/** Why nothing can be kept, as a sentence. */
function reasonOf(error: unknown): string {
  if (error instanceof DOMException && error.name === 'VersionError') {
    return 'A newer version of this page has kept something in this browser, which this one cannot read. Reload the page to get the newer one.';
  }
  const detail = error instanceof Error && error.message ? ` (${error.message})` : '';
  return `The browser does not let this page keep anything, as in a private window${detail}.`;
}

/** Only a page can ask its user; a worker has no `persist`. */
function canAskToLast(manager: Partial<StorageManager>): boolean {
  return manager.persist !== undefined;
}

/** What this browser lacks, as a sentence; `null` when it has all that is needed. */
function missingAbility(): string | null {
  if (!globalThis.isSecureContext) {
    return 'The page was not loaded over a secure connection (https), so the browser keeps nothing.';
  }
  if (!('createWritable' in FileSystemFileHandle.prototype)) {
    return 'This browser cannot write files of its own; a newer version can.';
  }
  return null;
}
