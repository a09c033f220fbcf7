import { zlibSync } from 'fflate';
import { crc32 } from '#formats/png/crc32.ts';
import { encodeTiff, type TiffPicture } from '#testing/encodeTiff.ts';

/** One gigabyte of zeros, deflated to one megabyte, as often as it is wanted. */
function bomb(): Uint8Array {
  return zlibSync(new Uint8Array(256 * 2 ** 20), { level: 9 });
}

const SMALL: TiffPicture = {
  width: 16,
  height: 16,
  samplesPerPixel: 1,
  bits: 8,
  format: 'uint',
  littleEndian: true,
  pages: [new Uint8Array(256)],
};

/** Of a page that is too large to be opened. */
const HUGE = { 256: [60_000], 257: [60_000] } as const;

/** A directory of a single tag that says nothing, and where the next one stands. */
function emptyDirectory(next: number): Uint8Array {
  const view = new DataView(new ArrayBuffer(18));
  view.setUint16(0, 1, true);
  view.setUint16(2, 305, true);
  view.setUint16(4, 3, true);
  view.setUint32(6, 1, true);
  view.setUint32(14, next, true);
  return new Uint8Array(view.buffer);
}

/** Directories one after the other; `nextOf` tells where each points. */
function chain(length: number, nextOf: (index: number) => number): Blob {
  const header = Uint8Array.of(0x49, 0x49, 42, 0, 8, 0, 0, 0);
  const directories = Array.from({ length }, (_, index) => emptyDirectory(nextOf(index)));
  return new Blob([header, ...(directories as Uint8Array<ArrayBuffer>[])]);
}

/** A TIFF of one strip with these bytes in it, whatever its header says. */
function strip(bytes: Uint8Array, tags: TiffPicture['tags']): Blob {
  const width = bytes.length;
  const raw = { ...SMALL, width, height: 1, pages: [bytes] };
  return encodeTiff({ ...raw, tags: { 279: [width], ...tags } });
}

function pngChunk(type: string, data: Uint8Array): Uint8Array<ArrayBuffer> {
  const chunk = new Uint8Array(12 + data.length);
  const view = new DataView(chunk.buffer);
  view.setUint32(0, data.length);
  chunk.set(new TextEncoder().encode(type), 4);
  chunk.set(data, 8);
  view.setUint32(8 + data.length, crc32(chunk.subarray(4, 8 + data.length)));
  return chunk;
}

/** A PNG of this size with a gigabyte of zeros for pixels. */
function pngBomb(width: number, height: number): Blob {
  const header = new DataView(new ArrayBuffer(13));
  header.setUint32(0, width);
  header.setUint32(4, height);
  header.setUint8(8, 8);
  return new Blob([
    Uint8Array.of(0x89, 0x50, 0x4e, 0x47, 13, 10, 26, 10),
    pngChunk('IHDR', new Uint8Array(header.buffer)),
    pngChunk('IDAT', bomb()),
    pngChunk('IEND', new Uint8Array(0)),
  ]);
}

/** Files that lie, by what about: cycles, endless chains, bombs, places that do not exist. */
export function evilFiles(): Readonly<Record<string, Blob>> {
  const packed = bomb();
  const deflate = { 259: [8] };
  return {
    'circle-of-two.tif': chain(2, (index) => (index === 0 ? 26 : 8)),
    'endless-chain.tif': chain(150_000, (index) => 8 + 18 * (index + 1)),
    'directory-past-the-end.tif': chain(1, () => 0xffff_fff0),
    'backwards-chain.tif': chain(70_000, (index) =>
      index === 0 ? 8 + 18 * 69_999 : 8 + 18 * (index - 1),
    ),
    'strip-past-the-end.tif': encodeTiff({ ...SMALL, tags: { 273: [0x7fff_fff0] } }),
    'deflated-strip-past-the-end.tif': encodeTiff({ ...SMALL, tags: { 273: [1e9], ...deflate } }),
    'bomb-in-a-small-strip.tif': strip(packed, { ...deflate, 256: [16], 257: [16], 278: [16] }),
    'bomb-in-a-tile.tif': strip(packed, {
      ...deflate,
      ...{ 256: [16], 257: [16], 322: [16], 323: [16], 324: [8], 325: [packed.length] },
    }),
    'hundred-bombs.tif': strip(packed, {
      ...deflate,
      ...{ 256: [1000], 257: [100], 278: [1] },
      273: Array.from({ length: 100 }, () => 8),
      279: Array.from({ length: 100 }, () => packed.length),
    }),
    'bomb.png': pngBomb(64, 64),
    'absurd.png': pngBomb(100_000, 100_000),
    'tiles-of-one-pixel.tif': encodeTiff({
      ...SMALL,
      tags: { 256: [9000], 257: [9000], 322: [1], 323: [1], 324: [8], 325: [1] },
    }),
    'tile-larger-than-memory.tif': encodeTiff({
      ...SMALL,
      tags: { ...deflate, 322: [60_000], 323: [60_000], 324: [8], 325: [100] },
    }),
    'levels-in-a-circle.tif': encodeTiff({ ...SMALL, tags: { ...HUGE, 330: [8 + 256] } }),
    'a-million-levels.tif': encodeTiff({
      ...SMALL,
      tags: { ...HUGE, 330: Array.from({ length: 1e6 }, (_, at) => at) },
    }),
    'level-past-the-end.tif': encodeTiff({ ...SMALL, tags: { ...HUGE, 330: [0xffff_fff0] } }),
    'bombs-behind-a-huge-page.tif': encodeTiff({
      ...SMALL,
      pages: Array.from({ length: 100 }, () => new Uint8Array(256)),
      tagsOfPage: (page) => (page === 0 ? HUGE : { 254: [1], 256: [60_000 - page], 257: [60_000] }),
    }),
    'claims-many-samples.tif': encodeTiff({ ...SMALL, tags: { 277: [60_000] } }),
    'no-pixels.tif': encodeTiff({ ...SMALL, tags: { 256: [0] } }),
    'absurd.pgm': new Blob(['P5 90000 90000 255\n']),
    'absurd.bmp': new Blob([
      new TextEncoder().encode(`BM${'\0'.repeat(12)}\x28\0\0\0`),
      Uint8Array.of(0xff, 0xff, 0xff, 0x7f, 0xff, 0xff, 0xff, 0x7f, 1, 0, 24, 0),
      new Uint8Array(60),
    ]),
  };
}
