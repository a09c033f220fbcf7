import { AppError } from '#lib/errors.ts';

/**
 * Runs of pixels that changed, in the order in which they did, packed into few bytes: differences
 * from the run before as integers of variable length. A disc of 100 px across takes about 0.5 kB.
 */

/** A run has four numbers of at most five bytes. */
const LONGEST_RUN_BYTES = 20;
const FIRST_CHUNK_BYTES = 256;
const LARGEST_CHUNK_BYTES = 2 ** 18;

/** Pixels start … end − 1 (flat indices) went from `before` to `after`. */
export type RunChange = (start: number, end: number, before: number, after: number) => void;

/** A finished record of changes. */
export interface RunJournal {
  /** Each can be read by itself. */
  readonly chunks: readonly Uint8Array<ArrayBuffer>[];
  readonly sizeBytes: number;
}

/** Takes changes down, oldest first. */
export class RunJournalWriter {
  private readonly chunks: Uint8Array<ArrayBuffer>[] = [];
  private chunk = new Uint8Array(FIRST_CHUNK_BYTES);
  private used = 0;
  private lastEnd = 0;
  private lastBefore = 0;
  private lastAfter = 0;

  /** Adds pixels start … end − 1 that went from `before` to `after`. */
  add(start: number, end: number, before: number, after: number): void {
    if (this.used + LONGEST_RUN_BYTES > this.chunk.length) this.makeRoom();
    this.writeDifference(start - this.lastEnd);
    this.writeNumber(end - start);
    this.writeDifference((before - this.lastBefore) | 0);
    this.writeDifference((after - this.lastAfter) | 0);
    this.lastEnd = end;
    this.lastBefore = before;
    this.lastAfter = after;
  }

  /** What was added so far. */
  finish(): RunJournal {
    this.closeChunk();
    const sizeBytes = this.chunks.reduce((sum, chunk) => sum + chunk.length, 0);
    return { chunks: this.chunks, sizeBytes };
  }

  private makeRoom(): void {
    if (this.chunk.length < LARGEST_CHUNK_BYTES) {
      const larger = new Uint8Array(this.chunk.length * 4);
      larger.set(this.chunk);
      this.chunk = larger;
      return;
    }
    this.closeChunk();
    this.chunk = new Uint8Array(LARGEST_CHUNK_BYTES);
  }

  private closeChunk(): void {
    if (this.used > 0) this.chunks.push(this.chunk.slice(0, this.used));
    this.used = 0;
    this.lastEnd = 0;
    this.lastBefore = 0;
    this.lastAfter = 0;
  }

  /** A 32-bit integer near 0 of either sign. */
  private writeDifference(value: number): void {
    this.writeNumber(((value << 1) ^ (value >> 31)) >>> 0);
  }

  private writeNumber(value: number): void {
    let rest = value;
    while (rest > 127) {
      this.chunk[this.used++] = (rest & 127) | 128;
      rest >>>= 7;
    }
    this.chunk[this.used++] = rest;
  }
}

/** Hands out the changes, oldest first. @throws AppError `corrupt-file` for a damaged record */
export function readForward(journal: RunJournal, onChange: RunChange): void {
  for (const chunk of journal.chunks) readChunk(chunk, onChange);
}

/** Hands out the changes, newest first. @throws AppError `corrupt-file` for a damaged record */
export function readBackward(journal: RunJournal, onChange: RunChange): void {
  for (let i = journal.chunks.length - 1; i >= 0; i--) {
    const chunk = journal.chunks[i] as Uint8Array;
    // A run has four bytes or more.
    const fields = new Uint32Array(chunk.length);
    let count = 0;
    readChunk(chunk, (start, end, before, after) => {
      fields[count++] = start;
      fields[count++] = end;
      fields[count++] = before;
      fields[count++] = after;
    });
    for (let at = count - 4; at >= 0; at -= 4) {
      onChange(
        fields[at] as number,
        fields[at + 1] as number,
        fields[at + 2] as number,
        fields[at + 3] as number,
      );
    }
  }
}

function readChunk(chunk: Uint8Array, onChange: RunChange): void {
  let at = 0;
  const readNumber = () => {
    let value = 0;
    for (let shift = 0; ; shift += 7) {
      const byte = chunk[at++];
      // Without this, a damaged record would never end.
      if (byte === undefined) throw new AppError('corrupt-file', 'A record of changes is cut off.');
      value |= (byte & 127) << shift;
      if (byte < 128) return value >>> 0;
    }
  };
  const readDifference = () => {
    const code = readNumber();
    return (code >>> 1) ^ -(code & 1);
  };
  let end = 0;
  let before = 0;
  let after = 0;
  while (at < chunk.length) {
    const start = end + readDifference();
    end = start + readNumber();
    before = (before + readDifference()) >>> 0;
    after = (after + readDifference()) >>> 0;
    onChange(start, end, before, after);
  }
}
