import { AppError } from '#lib/errors.ts';
import type { FactChanges, FactStore, Tables } from '#storage/backend/factStore.ts';
import type { FileStore } from '#storage/backend/fileStore.ts';
import type { StorageBackend } from '#storage/backend/storageBackend.ts';
import { noLocks } from '#storage/backend/storageLocks.ts';

/**
 * Storage that lasts as long as the page, where the browser offers none that lasts longer.
 *
 * @param reason why nothing lasts, one sentence for people
 */
export function memoryStorage(reason: string): StorageBackend {
  return {
    facts: memoryFacts(),
    files: memoryFiles(),
    locks: noLocks(),
    status: { kind: 'memory', reason },
    askToLast: () => Promise.resolve(),
  };
}

function memoryFacts(): FactStore {
  const rows = { models: new Map<string, unknown>(), checkpoints: new Map<string, unknown>() };
  const tables = Object.keys(rows) as (keyof Tables)[];
  return {
    all: async <T extends keyof Tables>(table: T) =>
      structuredClone([...rows[table].values()]) as Tables[T][],
    commit: async ({ put, remove }: FactChanges) => {
      for (const table of tables) {
        for (const id of remove?.[table] ?? []) rows[table].delete(id);
        for (const row of structuredClone(put?.[table] ?? [])) rows[table].set(row.id, row);
      }
    },
  };
}

function memoryFiles(): FileStore {
  const files = new Map<string, Uint8Array<ArrayBuffer>>();
  return {
    write: async (name, parts) => {
      files.set(name, new Uint8Array(await new Blob([...parts]).arrayBuffer()));
    },
    read: async (name) => {
      const bytes = files.get(name);
      if (!bytes) throw new AppError('not-found', `The stored file ${name} is missing.`);
      return bytes.slice().buffer;
    },
    remove: async (name) => {
      files.delete(name);
    },
    names: async () => [...files.keys()],
  };
}
