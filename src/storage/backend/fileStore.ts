/** Files of bytes by plain name. A file is seen whole or not at all. */
export interface FileStore {
  /** Writes the parts one after the other; replaces a file of that name. */
  readonly write: (name: string, parts: readonly ArrayBufferView<ArrayBuffer>[]) => Promise<void>;
  /** Writes what comes, never much of it in memory at a time; tells how many bytes came. */
  readonly writeStream: (
    name: string,
    bytes: ReadableStream<Uint8Array<ArrayBuffer>>,
  ) => Promise<number>;
  /** A copy of its bytes. @throws AppError `not-found` */
  readonly read: (name: string) => Promise<ArrayBuffer>;
  /**
   * The file, to be read piece by piece from where it lies. Reading it fails once it is removed.
   * @throws AppError `not-found`
   */
  readonly open: (name: string) => Promise<Blob>;
  /** No error when there is none. */
  readonly remove: (name: string) => Promise<void>;
  readonly names: () => Promise<readonly string[]>;
}

/** A file that a record points to; another size means that it is damaged. */
export interface StoredFile {
  readonly name: string;
  readonly byteLength: number;
}
