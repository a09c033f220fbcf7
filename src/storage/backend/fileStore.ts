/** Files of bytes by plain name. A file is seen whole or not at all. */
export interface FileStore {
  /** Writes the parts one after the other; replaces a file of that name. */
  readonly write: (name: string, parts: readonly ArrayBufferView<ArrayBuffer>[]) => Promise<void>;
  /** A copy of its bytes. @throws AppError `not-found` */
  readonly read: (name: string) => Promise<ArrayBuffer>;
  /** No error when there is none. */
  readonly remove: (name: string) => Promise<void>;
  readonly names: () => Promise<readonly string[]>;
}

/** A file that a record points to; another size means that it is damaged. */
export interface StoredFile {
  readonly name: string;
  readonly byteLength: number;
}
