import type { FactChanges, IdRange, RowGuard, Tables } from '#storage/backend/factStore.ts';
import type { StoredFile } from '#storage/backend/fileStore.ts';

/** Rows to be put and removed together, as they are gathered. */
export class RowChanges {
  readonly #put = new Map<keyof Tables, unknown[]>();
  readonly #removed = new Map<keyof Tables, string[]>();
  readonly #ranges = new Map<keyof Tables, IdRange[]>();
  readonly #obsolete: string[] = [];

  put<T extends keyof Tables>(table: T, rows: readonly Tables[T][]): void {
    append(this.#put, table, rows);
  }

  remove(table: keyof Tables, ids: readonly string[]): void {
    append(this.#removed, table, ids);
  }

  removeRange(table: keyof Tables, range: IdRange): void {
    append(this.#ranges, table, [range]);
  }

  /** For files that no row points to once the changes are stored. */
  dropFiles(files: readonly (StoredFile | null)[]): void {
    for (const file of files) if (file) this.#obsolete.push(file.name);
  }

  get obsolete(): readonly string[] {
    return this.#obsolete;
  }

  /** All of them, as one transaction. */
  changes(guard?: RowGuard): FactChanges {
    const changes: FactChanges = {
      put: Object.fromEntries(this.#put),
      remove: Object.fromEntries(this.#removed) as NonNullable<FactChanges['remove']>,
      removeRanges: Object.fromEntries(this.#ranges) as NonNullable<FactChanges['removeRanges']>,
    };
    return guard ? { ...changes, guard } : changes;
  }
}

function append<V>(lists: Map<keyof Tables, V[]>, table: keyof Tables, added: readonly V[]): void {
  if (added.length === 0) return;
  const list = lists.get(table) ?? [];
  for (const value of added) list.push(value);
  lists.set(table, list);
}
