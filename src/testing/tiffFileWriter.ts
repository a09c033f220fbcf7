/** Values by tag: whole numbers are written as LONG, others as RATIONAL, texts as ASCII. */
export type TiffTags = Readonly<Record<number, readonly number[] | string>>;

/** Puts a TIFF together from chunks and directories. */
export class TiffFileWriter {
  private readonly littleEndian: boolean;
  private readonly isBigTiff: boolean;
  private readonly bytes: number[] = [];
  /** Where the offset of the next directory must be written. */
  private pointerAt: number;

  constructor(littleEndian: boolean, isBigTiff: boolean) {
    this.littleEndian = littleEndian;
    this.isBigTiff = isBigTiff;
    const mark = littleEndian ? 0x49 : 0x4d;
    this.bytes.push(mark, mark, ...this.number(isBigTiff ? 43 : 42, 2));
    if (isBigTiff) this.bytes.push(...this.number(8, 2), 0, 0);
    this.pointerAt = this.bytes.length;
    this.bytes.push(...this.number(0, this.pointerBytes()));
  }

  /** @returns where the chunk stands */
  append(chunk: Uint8Array): { offset: number; length: number } {
    if (this.bytes.length % 2) this.bytes.push(0);
    const offset = this.bytes.length;
    for (const byte of chunk) this.bytes.push(byte);
    return { offset, length: chunk.length };
  }

  /** Adds a directory to the chain, after the last one. */
  appendDirectory(tags: TiffTags): void {
    const entries = Object.entries(tags).map(([tag, value]) => this.entry(Number(tag), value));
    const { offset } = this.append(new Uint8Array(0));
    this.patch(this.pointerAt, offset);
    this.bytes.push(...this.number(entries.length, this.isBigTiff ? 8 : 2));
    for (const entry of entries) this.bytes.push(...entry);
    this.pointerAt = this.bytes.length;
    this.bytes.push(...this.number(0, this.pointerBytes()));
  }

  /** The whole file. */
  toBlob(): Blob {
    return new Blob([Uint8Array.from(this.bytes)]);
  }

  private entry(tag: number, value: readonly number[] | string): number[] {
    const isText = typeof value === 'string';
    const isFraction = !isText && value.some((item) => !Number.isInteger(item));
    const type = isText ? 2 : isFraction ? 5 : 4;
    const data = isText
      ? [...new TextEncoder().encode(`${value}\0`)]
      : value.flatMap((item) =>
          isFraction
            ? [...this.number(Math.round(item * 1e4), 4), ...this.number(1e4, 4)]
            : this.number(item, 4),
        );
    const count = isText ? data.length : value.length;
    const size = this.pointerBytes();
    const field =
      data.length <= size
        ? [...data, ...Array.from({ length: size - data.length }, () => 0)]
        : this.number(this.append(Uint8Array.from(data)).offset, size);
    return [...this.number(tag, 2), ...this.number(type, 2), ...this.number(count, size), ...field];
  }

  private patch(at: number, value: number): void {
    this.bytes.splice(at, this.pointerBytes(), ...this.number(value, this.pointerBytes()));
  }

  private pointerBytes(): number {
    return this.isBigTiff ? 8 : 4;
  }

  private number(value: number, bytes: number): number[] {
    const digits = Array.from(
      { length: bytes },
      (_, index) => Math.floor(value / 256 ** index) % 256,
    );
    return this.littleEndian ? digits : digits.reverse();
  }
}
