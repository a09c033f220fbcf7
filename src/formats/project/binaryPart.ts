import * as v from 'valibot';
import type { PartReader } from '#formats/project/partReader.ts';
import { corruptFile } from '#formats/refusals.ts';

/** Header and numbers begin at a multiple of this. */
const ALIGNMENT = 8;
const LENGTH_BYTES = 8;
/** Small enough to be written while the next is read. */
const PIECE_BYTES = 2 ** 20;

/**
 * Pixels and annotations in a ZIP file: 8 bytes with the length of the header (little-endian), the
 * header as JSON (UTF-8, blanks at its end up to a multiple of 8 bytes), then numbers, little-endian,
 * as the header says. The same idea as safetensors.
 */
export function* binaryPart(
  header: object,
  numbers: Iterable<ArrayBufferView<ArrayBuffer>>,
): Generator<Uint8Array> {
  const json = new TextEncoder().encode(JSON.stringify(header));
  const headerBytes = Math.ceil(json.length / ALIGNMENT) * ALIGNMENT;
  const start = new Uint8Array(LENGTH_BYTES + headerBytes).fill(0x20);
  new DataView(start.buffer).setBigUint64(0, BigInt(headerBytes), true);
  start.set(json, LENGTH_BYTES);
  yield start;
  for (const { buffer, byteOffset, byteLength } of numbers) {
    for (let at = 0; at < byteLength; at += PIECE_BYTES) {
      yield new Uint8Array(buffer, byteOffset + at, Math.min(PIECE_BYTES, byteLength - at));
    }
  }
}

/**
 * The header of a binary part; what follows is still to be read.
 *
 * @param maxBytes of the header
 * @throws AppError `corrupt-file` when it is longer, no JSON or not of the schema's form
 */
export async function readHeader<T extends v.GenericSchema>(
  reader: PartReader,
  schema: T,
  maxBytes: number,
): Promise<v.InferOutput<T>> {
  const length = new Uint8Array(LENGTH_BYTES);
  await reader.fill(length);
  const headerBytes = Number(new DataView(length.buffer).getBigUint64(0, true));
  if (headerBytes > Math.min(maxBytes, reader.remainingBytes)) {
    throw corruptFile(`“${reader.path}” claims a header of ${headerBytes} bytes.`);
  }
  const bytes = new Uint8Array(headerBytes);
  await reader.fill(bytes);
  const parsed = v.safeParse(schema, parseJson(bytes, reader.path), { abortEarly: true });
  if (parsed.success) return parsed.output;
  const issue = parsed.issues[0];
  const place = v.getDotPath(issue)?.slice(0, 200) ?? 'its header';
  throw corruptFile(
    `“${reader.path}” is not readable at ${place} (${issue.message.slice(0, 200)}).`,
  );
}

/** @throws AppError `corrupt-file` for bytes that are no JSON */
export function parseJson(bytes: Uint8Array, path: string): unknown {
  try {
    return JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes));
  } catch (error) {
    throw corruptFile(`“${path}” is no JSON.`, error);
  }
}
