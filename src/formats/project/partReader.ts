import { corruptFile } from '#formats/refusals.ts';
import { EntrySum } from '#formats/zip/entrySum.ts';
import { unpackEntry } from '#formats/zip/unpackEntry.ts';
import type { ZipEntry } from '#formats/zip/zipDirectory.ts';

/** Reads one entry of a ZIP file from its first to its last byte, and checks its sum at the end. */
export class PartReader {
  readonly path: string;
  /** Bytes that are still to come, as the directory promises. */
  remainingBytes: number;
  readonly #pieces: AsyncGenerator<Uint8Array>;
  readonly #sum = new EntrySum();
  readonly #expectedSum: string;
  #piece = new Uint8Array(0);

  /** @param expectedSum SHA-256 of all its bytes, hexadecimal */
  constructor(file: Blob, entry: ZipEntry, expectedSum: string) {
    this.path = entry.path;
    this.remainingBytes = entry.byteLength;
    this.#pieces = unpackEntry(file, entry);
    this.#expectedSum = expectedSum;
  }

  /**
   * Takes the next bytes, as many as fit into `target`.
   * @throws AppError `corrupt-file` when there are fewer
   */
  async fill(target: Uint8Array): Promise<void> {
    let at = 0;
    while (at < target.length) {
      if (this.#piece.length === 0 && !(await this.#next())) {
        throw corruptFile(`“${this.path}” in the ZIP file ends early.`);
      }
      const taken = this.#piece.subarray(0, target.length - at);
      target.set(taken, at);
      at += taken.length;
      this.#piece = this.#piece.subarray(taken.length);
      this.remainingBytes -= taken.length;
    }
  }

  /**
   * To be called after the last byte was taken; nothing read before is to be trusted until then.
   * @throws AppError `corrupt-file` when bytes are left, or for a wrong sum
   */
  async finish(): Promise<void> {
    if (this.#piece.length > 0 || (await this.#next())) {
      throw corruptFile(`“${this.path}” in the ZIP file holds more than it should.`);
    }
    await this.#checkSum();
  }

  /** Reads what is left without keeping it. @throws AppError `corrupt-file` for a wrong sum */
  async skipToEnd(): Promise<void> {
    while (await this.#next());
    await this.#checkSum();
  }

  async #next(): Promise<boolean> {
    const { done, value } = await this.#pieces.next();
    if (done) return false;
    this.#sum.update(value);
    this.#piece = value as Uint8Array<ArrayBuffer>;
    return value.length > 0 || this.#next();
  }

  async #checkSum(): Promise<void> {
    if ((await this.#sum.hex()) === this.#expectedSum) return;
    throw corruptFile(
      `“${this.path}” in the ZIP file is not what was written: its checksum is wrong.`,
    );
  }
}
