import { closeSync, fstatSync, mkdtempSync, openSync, readSync, rmSync, writeSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { readTiff } from '#formats/tiff/readTiff.ts';

const [WIDTH, HEIGHT, PAGES] = [3000, 3000, 300];
const PAGE_BYTES = WIDTH * HEIGHT * 2;
const HEADER_BYTES = 16;
const TAGS = 8;
const DIRECTORY_BYTES = 8 + 20 * TAGS + 8;

/** Entries of one page of a BigTIFF: 16 bit, uncompressed, one strip. */
function directory(stripOffset: number, next: number): Uint8Array {
  const view = new DataView(new ArrayBuffer(DIRECTORY_BYTES));
  view.setBigUint64(0, BigInt(TAGS), true);
  const values = [
    [256, WIDTH],
    [257, HEIGHT],
    [258, 16],
    [259, 1],
    [262, 1],
    [273, stripOffset],
    [278, HEIGHT],
    [279, PAGE_BYTES],
  ] as const;
  values.forEach(([tag, value], index) => {
    const at = 8 + 20 * index;
    view.setUint16(at, tag, true);
    view.setUint16(at + 2, 16, true);
    view.setBigUint64(at + 4, 1n, true);
    view.setBigUint64(at + 12, BigInt(value), true);
  });
  view.setBigUint64(8 + 20 * TAGS, BigInt(next), true);
  return new Uint8Array(view.buffer);
}

/** A stack of 5.4 GB that takes next to nothing on the disk: pixels that were never written are 0. */
function writeSparseStack(path: string): void {
  const file = openSync(path, 'w');
  const header = new DataView(new ArrayBuffer(HEADER_BYTES));
  header.setUint16(0, 0x4949);
  header.setUint16(2, 43, true);
  header.setUint16(4, 8, true);
  header.setBigUint64(8, BigInt(HEADER_BYTES), true);
  writeSync(file, new Uint8Array(header.buffer), 0, HEADER_BYTES, 0);
  for (let page = 0; page < PAGES; page++) {
    const at = HEADER_BYTES + page * (DIRECTORY_BYTES + PAGE_BYTES);
    const strip = at + DIRECTORY_BYTES;
    const next = page + 1 < PAGES ? strip + PAGE_BYTES : 0;
    writeSync(file, directory(strip, next), 0, DIRECTORY_BYTES, at);
    // The first and the last pixel tell the page.
    const pixel = Uint8Array.of(page & 255, page >> 8);
    writeSync(file, pixel, 0, 2, strip);
    writeSync(file, pixel, 0, 2, strip + PAGE_BYTES - 2);
  }
  closeSync(file);
}

/** A file as the browser hands it out; the one of Node 20 is cut off beyond 4 GiB. */
function fileOnDisk(descriptor: number, onRead: (bytes: number) => void): Blob {
  const slice = (start: number, end: number): Blob => {
    const bytes = new Uint8Array(end - start);
    const count = readSync(descriptor, bytes, 0, bytes.length, start);
    onRead(count);
    return new Blob([bytes.subarray(0, count)]);
  };
  return { size: fstatSync(descriptor).size, slice } as Blob;
}

it('opens any page of a stack larger than memory', { timeout: 120_000 }, async () => {
  const folder = mkdtempSync(join(tmpdir(), 'cellpane-large-'));
  const path = join(folder, 'stack.tif');
  writeSparseStack(path);
  const descriptor = openSync(path, 'r');
  try {
    let bytesRead = 0;
    const file = fileOnDisk(descriptor, (bytes) => {
      bytesRead += bytes;
    });
    expect(file.size).toBeGreaterThan(5 * 2 ** 30);
    for (const pageIndex of [2, PAGES - 1]) {
      bytesRead = 0;
      const image = await readTiff(file, pageIndex);
      expect(image).toMatchObject({ width: WIDTH, height: HEIGHT, pageCount: PAGES, pageIndex });
      const [plane] = image.channels;
      expect([plane?.[0], plane?.at(1), plane?.at(-1)]).toEqual([pageIndex, 0, pageIndex]);
      // 300 directories of 64 KiB each, and the page; windows of 16 MiB may overlap it.
      expect(bytesRead).toBeLessThan(PAGES * 2 ** 16 + PAGE_BYTES + 2 * 2 ** 24 + 2 ** 20);
    }
  } finally {
    closeSync(descriptor);
    rmSync(folder, { recursive: true, force: true });
  }
});
