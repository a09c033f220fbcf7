import { Zip, type ZipInputFile } from 'fflate';
import { crc32 } from '#formats/png/crc32.ts';
import { EntrySum } from '#formats/zip/entrySum.ts';
import { AppError } from '#lib/errors.ts';

/** Takes the bytes of a file in order; may ask to wait. They must be used before it returns. */
export type ByteSink = (bytes: Uint8Array) => void | Promise<void>;

/** The format without its 64-bit extension ends at 4 GiB; some is left for the directory. */
export const MAX_ZIP_BYTES = 2 ** 32 - 2 ** 24;
/** Of a file without that extension. */
export const MAX_ZIP_ENTRIES = 65_534;
/** Of all entries, unpacked, so that what is written can be read: annotations pack a hundredfold. */
export const MAX_UNPACKED_BYTES = 2 ** 38;
/** How the format names what was done to an entry. */
const METHOD = { stored: 0, deflated: 8 };

/** Writes a ZIP file entry by entry, so that nothing of it has to lie in memory. */
export class ZipWriter {
  readonly #zip: Zip;
  readonly #sink: ByteSink;
  readonly #mtime: Date;
  #waiting: Uint8Array[] = [];
  #byteLength = 0;
  #unpackedBytes = 0;
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
   * @param pieces its bytes, read as they are written; they stay as they are until it is added
   * @param isPacked false for bytes that are compressed already, and for those to be read by slices
   * @returns SHA-256 of its bytes, hexadecimal
   * @throws AppError `too-large` when the file would pass 4 GiB
   */
  async add(
    path: string,
    pieces: Iterable<Uint8Array> | AsyncIterable<Uint8Array>,
    isPacked: boolean,
  ): Promise<string> {
    if (++this.#entryCount > MAX_ZIP_ENTRIES) throw tooLarge();
    const compression = isPacked ? METHOD.deflated : METHOD.stored;
    const entry: ZipInputFile = {
      filename: path,
      size: 0,
      crc: 0,
      compression,
      mtime: this.#mtime,
    };
    this.#zip.add(entry);
    const sum = new EntrySum();
    const noted = this.#noted(pieces, entry, sum);
    for await (const piece of isPacked ? deflated(noted) : noted) {
      entry.ondata?.(null, piece as Uint8Array<ArrayBuffer>, false);
      await this.#flush();
    }
    entry.ondata?.(null, new Uint8Array(0), true);
    await this.#flush();
    return sum.hex();
  }

  /** Writes the directory, which ends the file. */
  async finish(): Promise<void> {
    this.#zip.end();
    await this.#flush();
  }

  /** The same pieces, counted and summed as they pass. */
  async *#noted(
    pieces: Iterable<Uint8Array> | AsyncIterable<Uint8Array>,
    entry: ZipInputFile,
    sum: EntrySum,
  ): AsyncGenerator<Uint8Array> {
    for await (const piece of pieces) {
      entry.size += piece.length;
      this.#unpackedBytes += piece.length;
      if (entry.size > MAX_ZIP_BYTES || this.#unpackedBytes > MAX_UNPACKED_BYTES) throw tooLarge();
      entry.crc = crc32(piece, entry.crc);
      sum.update(piece);
      yield piece;
    }
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

/** Packed by the browser: half the time of what JavaScript can do, and smaller. */
async function* deflated(pieces: AsyncGenerator<Uint8Array>): AsyncGenerator<Uint8Array> {
  const plain = new ReadableStream<Uint8Array<ArrayBuffer>>({
    pull: async (controller) => {
      const { done, value } = await pieces.next();
      if (done) controller.close();
      else controller.enqueue(value as Uint8Array<ArrayBuffer>);
    },
  });
  const reader = plain.pipeThrough(new CompressionStream('deflate-raw')).getReader();
  try {
    for (let next = await reader.read(); !next.done; next = await reader.read()) yield next.value;
  } finally {
    await reader.cancel().catch(() => null); // it has failed or ended already
  }
}

function tooLarge(): AppError {
  return new AppError(
    'too-large',
    'The ZIP file would be larger than 4 GB or hold more than 65,534 files, which its format cannot. Make a project of fewer images.',
  );
}
