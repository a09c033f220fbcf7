import { AppError } from '#lib/errors.ts';
import type { FileStore } from '#storage/backend/fileStore.ts';
import type { PackedFile } from '#storage/project/projectRows.ts';

/** Small enough that packing begins at once and nothing is held twice. */
const PIECE_BYTES = 2 ** 20;

/** The bytes of the parts, one after the other, as a gzip stream: it has a checksum of its own. */
export function packed(
  parts: readonly ArrayBufferView<ArrayBuffer>[],
): ReadableStream<Uint8Array<ArrayBuffer>> {
  return streamOf(parts).pipeThrough(new CompressionStream('gzip'));
}

/**
 * The numbers of a packed file, as bytes.
 *
 * @param what what they belong to, as the start of a sentence
 * @throws AppError `corrupt-file` when the file is missing or damaged
 */
export async function readPacked(
  files: FileStore,
  { name, byteLength, unpackedBytes }: PackedFile,
  what: string,
): Promise<ArrayBuffer> {
  try {
    const file = await files.open(name);
    if (file.size !== byteLength) throw new Error(`${file.size} of ${byteLength} bytes are there`);
    const whole = new Uint8Array(unpackedBytes);
    let at = 0;
    const reader = file.stream().pipeThrough(new DecompressionStream('gzip')).getReader();
    for (let next = await reader.read(); !next.done; next = await reader.read()) {
      // A longer one throws.
      whole.set(next.value, at);
      at += next.value.byteLength;
    }
    if (at !== unpackedBytes) throw new Error(`${at} of ${unpackedBytes} bytes came out`);
    return whole.buffer;
  } catch (error) {
    const detail = error instanceof Error && error.message ? ` (${error.message})` : '';
    throw new AppError(
      'corrupt-file',
      `${what} is damaged${detail}. The rest of the project is not touched by that; use a copy of the project that you have exported, if there is one.`,
      { cause: error },
    );
  }
}

function streamOf(
  parts: readonly ArrayBufferView<ArrayBuffer>[],
): ReadableStream<Uint8Array<ArrayBuffer>> {
  const pieces = piecesOf(parts);
  return new ReadableStream({
    pull: (controller) => {
      const next = pieces.next();
      if (next.done) controller.close();
      else controller.enqueue(next.value);
    },
  });
}

function* piecesOf(
  parts: readonly ArrayBufferView<ArrayBuffer>[],
): Generator<Uint8Array<ArrayBuffer>, void> {
  for (const { buffer, byteOffset, byteLength } of parts) {
    for (let start = 0; start < byteLength; start += PIECE_BYTES) {
      yield new Uint8Array(buffer, byteOffset + start, Math.min(PIECE_BYTES, byteLength - start));
    }
  }
}
