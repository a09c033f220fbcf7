import { Zip, ZipDeflate, ZipPassThrough } from 'fflate';
import { Sha256 } from '#formats/zip/sha256.ts';
import { AppError } from '#lib/errors.ts';

/** Takes the bytes of a file in order; may ask to wait. They must be used before it returns. */
export type ByteSink = (bytes: Uint8Array) => void | Promise<void>;

/** The format without its 64-bit extension ends at 4 GiB; some is left for the directory. */
export const MAX_ZIP_BYTES = 2 ** 32 - 2 ** 24;
const MAX_ENTRIES = 65_534;

/** Writes a ZIP file entry by entry, so that nothing of it has to lie in memory. */
export class ZipWriter {
  readonly #zip: Zip;
  readonly #sink: ByteSink;
  readonly #mtime: Date;
  #waiting: Uint8Array[] = [];
  #byteLength = 0;
  #entryCount = 0;

  /** @param savedAt time that the entries show; the format begins in 1980 */
  constructor(sink: ByteSink, savedAt: Date) {
    this.#sink = sink;
    this.#mtime = savedAt.getFullYear() >= 1980 ? savedAt : new Date(1980, 0, 1, 12);
    this.#zip = new Zip((error, bytes) => {
      if (error) throw error;
      this.#waiting.push(bytes);
    });
  }

  /**
   * Adds an entry; wait for it before the next.
   *
   * @param pieces its bytes, read as they are written
   * @param isPacked false for bytes that are compressed already, and for those to be read by slices
   * @returns SHA-256 of its bytes, hexadecimal
   * @throws AppError `too-large` when the file would pass 4 GiB
   */
  async add(
    path: string,
    pieces: Iterable<Uint8Array> | AsyncIterable<Uint8Array>,
    isPacked: boolean,
  ): Promise<string> {
    if (++this.#entryCount > MAX_ENTRIES) throw tooLarge();
    // The lowest level: the highest saves a tenth more and takes five times as long.
    const entry = isPacked ? new ZipDeflate(path, { level: 1 }) : new ZipPassThrough(path);
    entry.mtime = this.#mtime;
    this.#zip.add(entry);
    const sum = new Sha256();
    let entryBytes = 0;
    for await (const piece of pieces) {
      entryBytes += piece.length;
      if (entryBytes > MAX_ZIP_BYTES) throw tooLarge();
      sum.update(piece);
      entry.push(piece);
      await this.#flush();
    }
    entry.push(new Uint8Array(0), true);
    await this.#flush();
    return sum.hex();
  }

  /** Writes the directory, which ends the file. */
  async finish(): Promise<void> {
    this.#zip.end();
    await this.#flush();
  }

  async #flush(): Promise<void> {
    const waiting = this.#waiting;
    this.#waiting = [];
    for (const bytes of waiting) {
      this.#byteLength += bytes.length;
      if (this.#byteLength > MAX_ZIP_BYTES) throw tooLarge();
      if (bytes.length > 0) await this.#sink(bytes);
    }
  }
}

function tooLarge(): AppError {
  return new AppError(
    'too-large',
    'The ZIP file would be larger than 4 GB or hold more than 65,534 files, which its format cannot. Make a project of fewer images.',
  );
}
