import { type DBSchema, type IDBPDatabase, openDB } from 'idb';
import type { FactChanges, FactStore, Tables } from '#storage/backend/factStore.ts';
import type { CheckpointRecord } from '#storage/checkpointRecord.ts';
import type { ModelRecord } from '#storage/modelRecord.ts';

/** Raised by one for each change of the tables; `upgrade` then handles every earlier version. */
const SCHEMA_VERSION = 1;
const TABLES = ['models', 'checkpoints'] as const satisfies readonly (keyof Tables)[];

interface Schema extends DBSchema {
  readonly models: { readonly key: string; readonly value: ModelRecord };
  readonly checkpoints: { readonly key: string; readonly value: CheckpointRecord };
}

/** Opens the database of rows, made or brought up to date when needed. */
export async function openDatabase(name: string): Promise<FactStore & { close: () => void }> {
  const database: IDBPDatabase<Schema> = await openDB<Schema>(name, SCHEMA_VERSION, {
    upgrade: (created, oldVersion) => {
      if (oldVersion < 1) {
        for (const table of TABLES) created.createObjectStore(table, { keyPath: 'id' });
      }
    },
    // A newer page in another tab must not wait for this one.
    blocking: () => database.close(),
  });
  return {
    all: <T extends keyof Tables>(table: T) =>
      database.getAll(table) as Promise<readonly Tables[T][]>,
    commit: async ({ put, remove }: FactChanges) => {
      // Chromium's default forgets on a power cut what it has reported as done.
      const transaction = database.transaction(TABLES, 'readwrite', { durability: 'strict' });
      const requests = TABLES.flatMap((table) => {
        const store = transaction.objectStore(table);
        return [
          ...(remove?.[table] ?? []).map((id) => store.delete(id)),
          ...(put?.[table] ?? []).map((row) => store.put(row as never)),
        ];
      });
      // A single request may succeed and the whole still fail, as with a full disk.
      await Promise.all([...requests, transaction.done]);
    },
    close: () => database.close(),
  };
}
