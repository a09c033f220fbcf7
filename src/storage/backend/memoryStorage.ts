import { AppError } from '#lib/errors.ts';
import {
  type FactChanges,
  type FactStore,
  type IdRange,
  type RowSets,
  TABLES,
  type Tables,
} from '#storage/backend/factStore.ts';
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
  const tables = new Map<keyof Tables, Map<string, { readonly id: string }>>();
  for (const table of TABLES) tables.set(table, new Map());
  const rowsOf = (table: keyof Tables) => tables.get(table) ?? new Map<string, { id: string }>();
  const idsIn = (table: keyof Tables, { first, last }: IdRange) =>
    [...rowsOf(table).keys()].filter((id) => id >= first && id <= last).sort();
  const copyOf = <T extends keyof Tables>(table: T, id: string) =>
    structuredClone(rowsOf(table).get(id) ?? null) as Tables[T] | null;
  return {
    all: async <T extends keyof Tables>(table: T) =>
      structuredClone([...rowsOf(table).values()]) as unknown as Tables[T][],
    get: async (table, id) => copyOf(table, id),
    inRange: async <T extends keyof Tables>(wanted: readonly T[], range: IdRange) => {
      const sets = wanted.map((table) => [
        table,
        idsIn(table, range).map((id) => copyOf(table, id)),
      ]);
      return Object.fromEntries(sets) as RowSets<T>;
    },
    idsInRange: async (table, range) => idsIn(table, range),
    commit: async ({ put, remove, removeRanges, guard }: FactChanges) => {
      guard?.check(copyOf(guard.table, guard.id));
      // What cannot be copied must fail before anything is changed.
      const copies = structuredClone(put ?? {});
      for (const table of TABLES) {
        const rows = rowsOf(table);
        const inRanges = (removeRanges?.[table] ?? []).flatMap((range) => idsIn(table, range));
        for (const id of [...(remove?.[table] ?? []), ...inRanges]) rows.delete(id);
        for (const row of copies[table] ?? []) rows.set(row.id, row);
      }
    },
  };
}

function memoryFiles(): FileStore {
  const files = new Map<string, Blob>();
  const open = async (name: string): Promise<Blob> => {
    const file = files.get(name);
    if (!file) throw new AppError('not-found', `The stored file ${name} is missing.`);
    return file;
  };
  return {
    write: async (name, parts) => {
      files.set(name, new Blob([...parts]));
    },
    writeStream: async (name, bytes) => {
      const file = await new Response(bytes).blob();
      files.set(name, file);
      return file.size;
    },
    read: async (name) => (await open(name)).arrayBuffer(),
    open,
    remove: async (name) => {
      files.delete(name);
    },
    names: async () => [...files.keys()],
  };
}
