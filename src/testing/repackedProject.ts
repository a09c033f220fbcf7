import { unzipSync, zipSync } from 'fflate';
import { Sha256 } from '#formats/zip/sha256.ts';

/**
 * A project's ZIP file after some of its entries were changed by somebody who knows the format: its
 * checksums are right again.
 *
 * @param changes new bytes by path; `null` leaves the entry out
 */
export function repackedProject(
  zip: Uint8Array<ArrayBuffer>,
  changes: Readonly<Record<string, Uint8Array | null>>,
): Uint8Array<ArrayBuffer> {
  const files = new Map<string, Uint8Array>(Object.entries(unzipSync(zip)));
  for (const [path, bytes] of Object.entries(changes)) {
    if (bytes) files.set(path, bytes);
    else files.delete(path);
  }
  files.delete('checksums.json');
  const entries = Object.fromEntries(
    [...files].map(([path, bytes]) => [path, new Sha256().update(bytes).hex()]),
  );
  const sums = new TextEncoder().encode(JSON.stringify({ algorithm: 'SHA-256', entries }));
  return Uint8Array.from(zipSync({ ...Object.fromEntries(files), 'checksums.json': sums }));
}

/** The text of one entry. */
export function entryText(zip: Uint8Array, path: string): string {
  return new TextDecoder().decode(unzipSync(zip)[path]);
}
