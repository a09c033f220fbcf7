import type { CheckpointRecord } from '#storage/checkpointRecord.ts';
import type { ModelRecord } from '#storage/modelRecord.ts';

/** The tables and what their rows are. */
export interface Tables {
  readonly models: ModelRecord;
  readonly checkpoints: CheckpointRecord;
}

/** Changes that become visible together or not at all. */
export interface FactChanges {
  readonly put?: Partial<{ readonly [T in keyof Tables]: readonly Tables[T][] }>;
  /** Ids of rows to be removed. */
  readonly remove?: Partial<Readonly<Record<keyof Tables, readonly string[]>>>;
}

/** Small rows of plain data, changed in transactions. */
export interface FactStore {
  /** Copies of all rows, in no order. */
  readonly all: <T extends keyof Tables>(table: T) => Promise<readonly Tables[T][]>;
  /** Resolves once the changes are safe on disk. */
  readonly commit: (changes: FactChanges) => Promise<void>;
}
