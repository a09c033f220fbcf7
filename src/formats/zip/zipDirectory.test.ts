import fc from 'fast-check';
import { type Zippable, zipSync } from 'fflate';
import { describe, expect, it } from 'vitest';
import { readZip } from '#formats/zip/readZip.ts';
import { unpackEntry } from '#formats/zip/unpackEntry.ts';
import { readZipDirectory, type ZipEntry } from '#formats/zip/zipDirectory.ts';
import { hasCode } from '#lib/errors.ts';

const LIMITS = { maxEntries: 1000, maxBytes: 1e6 };
/** Offsets of fields in an entry of the directory. */
const FIELD = { flags: 8, method: 10, packedBytes: 20, byteLength: 24, nameLength: 28, offset: 42 };

const noise = (length: number) =>
  Uint8Array.from({ length }, (_, i) => Math.imul(i + 7, 2_654_435_761) >>> 11);
const zip = (files: Zippable) => zipSync(files) as Uint8Array<ArrayBuffer>;
const open = (bytes: BlobPart) => readZipDirectory(new Blob([bytes]), LIMITS);

/** Where the entries of the directory begin. */
function entryOffsets(bytes: Uint8Array): number[] {
  const view = new DataView(bytes.buffer);
  const offsets: number[] = [];
  for (let at = 0; at + 4 <= bytes.length; at++) {
    if (view.getUint32(at, true) === 0x02014b50) offsets.push(at);
  }
  return offsets;
}

/** A ZIP file after a change of the first entry of its directory. */
function changed(files: Zippable, field: keyof typeof FIELD, value: number) {
  const bytes = zip(files);
  const at = (entryOffsets(bytes)[0] as number) + FIELD[field];
  const view = new DataView(bytes.buffer);
  if (field === 'flags' || field === 'method' || field === 'nameLength') {
    view.setUint16(at, value, true);
  } else view.setUint32(at, value, true);
  return bytes;
}

async function unpackedLength(bytes: Uint8Array<ArrayBuffer>): Promise<number> {
  const file = new Blob([bytes]);
  const [entry] = (await readZipDirectory(file, { maxEntries: 10, maxBytes: 1e9 })).values();
  let length = 0;
  for await (const piece of unpackEntry(file, entry as ZipEntry)) length += piece.length;
  return length;
}

describe('the directory of a ZIP file', () => {
  it('lists files with their sizes, without folders', async () => {
    const entries = await open(zip({ a: { 'b.txt': noise(10) }, 'c.bin': new Uint8Array(500) }));
    expect([...entries.keys()]).toEqual(['a/b.txt', 'c.bin']);
    expect(entries.get('c.bin')).toMatchObject({ byteLength: 500, isPacked: true });
  });

  it.each([
    '../../etc/passwd',
    '/etc/passwd',
    'a/../b',
    './a',
    'C:\\Windows\\x',
    'C:x',
    '..\\..\\x',
    'a//b',
    'a\u0000b',
    'a\nb',
  ])('refuses the path %j', async (path) => {
    await expect(open(zip({ [path]: noise(3) }))).rejects.toMatchObject({ code: 'corrupt-file' });
  });

  it('takes names like Object’s own for nothing but names', async () => {
    const bytes = zip({ constructor: noise(3), aa_proto__: noise(5) });
    // fflate would not write this name.
    const text = new TextDecoder('latin1').decode(bytes).replaceAll('aa_proto__', '__proto__/');
    const renamed = Uint8Array.from(text, (letter) => letter.charCodeAt(0));
    expect([...(await open(renamed)).keys()]).toEqual(['constructor']);
    expect(Object.keys(Object.prototype)).toEqual([]);
  });

  it.each([
    ['an encrypted file', changed({ a: noise(9) }, 'flags', 1), 'unsupported-format'],
    ['another way of packing', changed({ a: noise(9) }, 'method', 12), 'unsupported-format'],
    [
      'a stored file of another size',
      changed({ a: [noise(9), { level: 0 }] }, 'byteLength', 8),
      'corrupt-file',
    ],
    ['more than deflate can pack', changed({ a: noise(9) }, 'byteLength', 900_000), 'corrupt-file'],
    [
      'a file that reaches into the directory',
      changed({ a: noise(9) }, 'packedBytes', 500),
      'corrupt-file',
    ],
    [
      'files that lie over one another',
      changed({ a: noise(99), b: noise(99) }, 'offset', 60),
      'corrupt-file',
    ],
    ['a name beyond the end', changed({ a: noise(9) }, 'nameLength', 60_000), 'corrupt-file'],
    ['more bytes than the limit', zip({ a: noise(600_000), b: noise(600_000) }), 'too-large'],
    ['nothing', new Uint8Array(0), 'corrupt-file'],
    ['no ZIP file', noise(100_000), 'corrupt-file'],
  ] as const)('refuses %s', async (_, bytes, code) => {
    await expect(open(bytes)).rejects.toMatchObject({ code });
  });

  it('refuses one path for two files', async () => {
    const bytes = zip({ aa: noise(9), ab: noise(9) });
    const text = new TextDecoder('latin1').decode(bytes).replaceAll('ab', 'aa');
    const doubled = Uint8Array.from(text, (letter) => letter.charCodeAt(0));
    await expect(open(doubled)).rejects.toMatchObject({
      code: 'corrupt-file',
      message: expect.stringContaining('“aa” twice'),
    });
  });

  it('refuses 100,000 entries by what the end says, and by what the directory says', async () => {
    const names = Array.from({ length: 5000 }, (_, i) => [`f${i}`, new Uint8Array(0)] as const);
    await expect(open(zip(Object.fromEntries(names)))).rejects.toMatchObject({ code: 'too-large' });
    const end = new Uint8Array(22);
    const view = new DataView(end.buffer);
    view.setUint32(0, 0x06054b50, true);
    view.setUint16(8, 0xffff, true);
    view.setUint16(10, 0xffff, true);
    await expect(open(end)).rejects.toMatchObject({ code: 'too-large' });
  });

  it('gives an error or a list for any damage, and hangs at none', async () => {
    const original = zip({ 'a/b.txt': noise(50), c: new Uint8Array(100), d: noise(20) });
    const damage = fc.array(fc.tuple(fc.nat({ max: original.length - 1 }), fc.nat({ max: 255 })), {
      minLength: 1,
      maxLength: 8,
    });
    await fc.assert(
      fc.asyncProperty(damage, fc.nat({ max: original.length }), async (changes, length) => {
        const bytes = original.slice(0, length < 20 ? length : original.length);
        for (const [at, value] of changes) bytes[at] = value;
        try {
          await readZip(new Blob([bytes]), () => true, { maxBytes: 1e5, maxFiles: 10 });
        } catch (error) {
          expect(
            (['corrupt-file', 'unsupported-format', 'too-large'] as const).some((code) =>
              hasCode(error, code),
            ),
            String(error),
          ).toBe(true);
        }
      }),
      { seed: 1, numRuns: 1000 },
    );
  }, 240_000);
});

describe('an entry that lies about its size', () => {
  it('is cut at the size that it claims, and refused', async () => {
    const zeros = changed({ a: new Uint8Array(20e6) }, 'byteLength', 10);
    await expect(unpackedLength(zeros)).rejects.toMatchObject({ code: 'corrupt-file' });
  });

  it('is refused when it ends before the size that it claims', async () => {
    const short = changed({ a: new Uint8Array(5000) }, 'byteLength', 5001);
    await expect(unpackedLength(short)).rejects.toMatchObject({
      code: 'corrupt-file',
      message: expect.stringContaining('5001 bytes'),
    });
  });

  it('never makes a reader hold more than was claimed', async () => {
    const bomb = changed({ a: new Uint8Array(50e6) }, 'byteLength', 100_000);
    const file = new Blob([bomb]);
    const [entry] = (await readZipDirectory(file, LIMITS)).values();
    let received = 0;
    const reading = (async () => {
      for await (const piece of unpackEntry(file, entry as ZipEntry)) received += piece.length;
    })();
    await expect(reading).rejects.toMatchObject({ code: 'corrupt-file' });
    expect(received).toBeLessThanOrEqual(100_000);
  });
});
