import type { CheckpointRecord } from '#storage/checkpointRecord.ts';
import type { ModelRecord } from '#storage/modelRecord.ts';
import type {
  AnnotationRow,
  ImageRow,
  MapRow,
  MarkRow,
  OwnerRow,
  ProjectRow,
  SourceRow,
  StepRow,
} from '#storage/project/projectRows.ts';

/** The tables and what their rows are. */
export interface Tables {
  readonly models: ModelRecord;
  readonly checkpoints: CheckpointRecord;
  readonly projects: ProjectRow;
  readonly projectOwners: OwnerRow;
  readonly projectImages: ImageRow;
  readonly projectSources: SourceRow;
  readonly projectMaps: MapRow;
  readonly annotations: AnnotationRow;
  readonly annotationMarks: MarkRow;
  readonly annotationSteps: StepRow;
}

/** Every table. */
export const TABLES = [
  'models',
  'checkpoints',
  'projects',
  'projectOwners',
  'projectImages',
  'projectSources',
  'projectMaps',
  'annotations',
  'annotationMarks',
  'annotationSteps',
] as const satisfies readonly (keyof Tables)[];

/** Changes that become visible together or not at all; first all removals, then what is put. */
export interface FactChanges {
  readonly put?: Partial<{ readonly [T in keyof Tables]: readonly Tables[T][] }>;
  /** Ids of rows to be removed. */
  readonly remove?: Partial<Readonly<Record<keyof Tables, readonly string[]>>>;
  /** Rows to be removed whose ids lie in these ranges. */
  readonly removeRanges?: Partial<Readonly<Record<keyof Tables, readonly IdRange[]>>>;
  /**
   * Looks at a row (`null` = there is none) before anything is changed, with no other change in
   * between; when it throws, `commit` fails with that and changes nothing.
   */
  readonly guard?: RowGuard;
}

/** See `FactChanges.guard`. */
export interface RowGuard {
  readonly table: 'projectOwners';
  readonly id: string;
  readonly check: (row: OwnerRow | null) => void;
}

/** From `first` to `last`, both included, in the order of UTF-16 code units. */
export interface IdRange {
  readonly first: string;
  readonly last: string;
}

/** Rows of several tables, each list in the order of ids. */
export type RowSets<T extends keyof Tables> = { readonly [K in T]: readonly Tables[K][] };

/** Small rows of plain data, changed in transactions. */
export interface FactStore {
  /** Copies of all rows, in no order. */
  readonly all: <T extends keyof Tables>(table: T) => Promise<readonly Tables[T][]>;
  /** A copy of one row. */
  readonly get: <T extends keyof Tables>(table: T, id: string) => Promise<Tables[T] | null>;
  /** Rows whose ids lie in a range, all tables at the same moment. */
  readonly inRange: <T extends keyof Tables>(
    tables: readonly T[],
    range: IdRange,
  ) => Promise<RowSets<T>>;
  /** Ids of the rows in a range, ascending. */
  readonly idsInRange: (table: keyof Tables, range: IdRange) => Promise<readonly string[]>;
  /** Resolves once the changes are safe on disk. */
  readonly commit: (changes: FactChanges) => Promise<void>;
}

/** All ids that start with `prefix`. */
export function startingWith(prefix: string): IdRange {
  return { first: prefix, last: `${prefix}\uffff` };
}
