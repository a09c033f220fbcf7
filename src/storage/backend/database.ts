import { type DBSchema, type IDBPDatabase, type IDBPTransaction, openDB } from 'idb';
import { AppError } from '#lib/errors.ts';
import {
  type FactChanges,
  type FactStore,
  type IdRange,
  type RowSets,
  TABLES,
  type Tables,
} from '#storage/backend/factStore.ts';

/**
 * Raised by one for each change of the tables; `upgrade` makes those that an earlier version lacks
 * and keeps the others: 1 had models and checkpoints, 2 brought the tables of projects.
 */
const SCHEMA_VERSION = 2;

type Schema = DBSchema & {
  readonly [T in keyof Tables]: { readonly key: string; readonly value: Tables[T] };
};

type Writing = IDBPTransaction<Schema, (keyof Tables)[], 'readwrite'>;

/** Opens the database of rows, made or brought up to date when needed. */
export async function openDatabase(name: string): Promise<FactStore & { close: () => void }> {
  const connection = new Connection(name);
  await connection.database();
  return {
    all: async <T extends keyof Tables>(table: T) =>
      (await connection.database()).getAll(table) as Promise<readonly Tables[T][]>,
    get: async <T extends keyof Tables>(table: T, id: string) => {
      const database = await connection.database();
      return ((await database.get(table, id)) ?? null) as Tables[T] | null;
    },
    inRange: async <T extends keyof Tables>(tables: readonly T[], range: IdRange) => {
      const transaction = (await connection.database()).transaction([...tables], 'readonly');
      const rows = tables.map((table) => transaction.objectStore(table).getAll(keysOf(range)));
      const sets = (await Promise.all(rows)).map((set, i) => [tables[i], set]);
      return Object.fromEntries(sets) as RowSets<T>;
    },
    idsInRange: async (table, range) =>
      (await connection.database()).getAllKeys(table, keysOf(range)),
    commit: async (changes) => commit(await connection.database(), changes),
    close: () => connection.close(),
  };
}

/** A connection that is opened again when the browser has cut it. */
class Connection {
  readonly #name: string;
  #opening: Promise<IDBPDatabase<Schema>> | null = null;
  #isOutdated = false;

  constructor(name: string) {
    this.#name = name;
  }

  /** @throws AppError `too-new` once a newer version of the page has opened it */
  database(): Promise<IDBPDatabase<Schema>> {
    if (this.#isOutdated) return Promise.reject(outdated());
    this.#opening ??= this.#open();
    return this.#opening;
  }

  #open(): Promise<IDBPDatabase<Schema>> {
    const opening = openDB<Schema>(this.#name, SCHEMA_VERSION, {
      upgrade: (opened) => {
        for (const table of TABLES) {
          if (!opened.objectStoreNames.contains(table)) {
            opened.createObjectStore(table, { keyPath: 'id' });
          }
        }
      },
      // A newer page in another tab must not wait for this one.
      blocking: (_current, wantedVersion) => {
        this.#isOutdated = wantedVersion !== null;
        this.close();
      },
      // As when the user clears what the browser keeps.
      terminated: () => {
        this.#opening = null;
      },
    });
    opening.catch(() => {
      this.#opening = null;
    });
    return opening;
  }

  close(): void {
    void this.#opening?.then((database) => database.close());
    this.#opening = null;
  }
}

function outdated(): AppError {
  return new AppError(
    'too-new',
    'A newer version of this page was opened in another tab, so this one can keep nothing any more. Reload it to go on; what was saved is untouched.',
  );
}

async function commit(database: IDBPDatabase<Schema>, changes: FactChanges): Promise<void> {
  const { guard } = changes;
  const tables = TABLES.filter(
    (table) =>
      table === guard?.table ||
      changes.put?.[table] ||
      changes.remove?.[table] ||
      changes.removeRanges?.[table],
  );
  if (tables.length === 0) return;
  // Chromium's default forgets on a power cut what it has reported as done.
  const transaction = database.transaction(tables, 'readwrite', { durability: 'strict' });
  const done = transaction.done;
  try {
    if (guard) {
      guard.check((await transaction.objectStore(guard.table).get(guard.id)) ?? null);
    }
    request(transaction, tables, changes);
  } catch (error) {
    done.catch(() => null);
    transaction.abort();
    throw error;
  }
  // A single request may succeed and the whole still fail, as with a full disk.
  await done;
}

function request(
  transaction: Writing,
  tables: readonly (keyof Tables)[],
  { put, remove, removeRanges }: FactChanges,
): void {
  for (const table of tables) {
    const store = transaction.objectStore(table);
    const requests: Promise<unknown>[] = [
      ...(remove?.[table] ?? []).map((id) => store.delete(id)),
      ...(removeRanges?.[table] ?? []).map((range) => store.delete(keysOf(range))),
      ...(put?.[table] ?? []).map((row) => store.put(row as never)),
    ];
    // The transaction tells of every failure, and knows its reason.
    for (const single of requests) single.catch(() => null);
  }
}

function keysOf({ first, last }: IdRange): IDBKeyRange {
  return IDBKeyRange.bound(first, last);
}
