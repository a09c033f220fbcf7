import { describe, expect, it } from 'vitest';
import { ccittCodec } from '#formats/tiff/codecs/ccitt.ts';
import { BLACK_RUNS, MODES, WHITE_RUNS } from '#formats/tiff/codecs/ccittCodes.ts';

const [RLE, T4, T6] = [2, 3, 4];

async function decode(
  settings: { compression: number; t4Options?: number },
  bits: string,
  { width, rows }: { width: number; rows: number },
): Promise<string[]> {
  const bytes = (bits.replaceAll(' ', '').match(/.{1,8}/g) ?? []).map((byte) =>
    Number.parseInt(byte.padEnd(8, '0'), 2),
  );
  const rowBytes = Math.ceil(width / 8);
  const shape = { width, rows, fullRows: rows, rowBytes, samplesPerPixel: 1 };
  const codec = ccittCodec({ t4Options: 0, ...settings });
  const output = await codec(Uint8Array.from(bytes), shape);
  return Array.from({ length: output.length / rowBytes }, (_, row) =>
    Array.from(output.subarray(row * rowBytes, (row + 1) * rowBytes), (byte) =>
      byte.toString(2).padStart(8, '0'),
    )
      .join('')
      .slice(0, width),
  );
}

const eol = '000000000001';

describe('ccittCodec', () => {
  it('has code tables without gaps or overlaps where there must be none', () => {
    const used = ({ entries }: typeof MODES) => entries.filter((entry) => entry !== 0).length;
    // Codes of eight zeros and more are reserved for end-of-line and extensions.
    expect(used(WHITE_RUNS) / WHITE_RUNS.entries.length).toBeGreaterThan(0.98);
    expect(used(BLACK_RUNS) / BLACK_RUNS.entries.length).toBeGreaterThan(0.98);
    expect(used(MODES)).toBe(MODES.entries.length - 2); // 0000000 and the extension 0000001
  });

  it('decodes T.6: horizontal, vertical and pass modes', async () => {
    // ...##... coded by its runs, then the same row, then one shifted, then white.
    const rows = [
      '001 1000 11 1', // white 3, black 2, then to the end
      '1 1 1',
      '011 011 1', // both edges one to the right
      '0001 1', // pass over the black run, then to the end
    ];
    expect(await decode({ compression: T6 }, rows.join(''), { width: 8, rows: 4 })).toEqual([
      '00011000',
      '00011000',
      '00001100',
      '00000000',
    ]);
  });

  it('decodes T.4 in one dimension, with and without end-of-line codes', async () => {
    const row = '1000 11 1000'; // white 3, black 2, white 3
    const expected = ['00011000', '00011000'];
    const shape = { width: 8, rows: 2 };
    expect(await decode({ compression: T4 }, eol + row + eol + row, shape)).toEqual(expected);
    expect(await decode({ compression: T4 }, row + row, shape)).toEqual(expected);
  });

  it('decodes T.4 in two dimensions', async () => {
    const bits = `${eol}1 1000 11 1000 ${eol}0 1 1 1`;
    const shape = { width: 8, rows: 2 };
    expect(await decode({ compression: T4, t4Options: 1 }, bits, shape)).toEqual([
      '00011000',
      '00011000',
    ]);
  });

  it('starts each row of CCITT RLE with a new byte, and joins long runs', async () => {
    const row = '1000 11 1000 000000';
    expect(await decode({ compression: RLE }, row + row, { width: 8, rows: 2 })).toEqual([
      '00011000',
      '00011000',
    ]);
    // white 0, black 64 + 1, white 5
    const long = '00110101 0000001111 010 1100';
    expect(await decode({ compression: RLE }, long, { width: 70, rows: 1 })).toEqual([
      `${'1'.repeat(65)}00000`,
    ]);
  });

  it('ends with the rows before the first code that does not exist', async () => {
    const bits = `001 1000 11 1 ${'0'.repeat(40)}`;
    expect(await decode({ compression: T6 }, bits, { width: 8, rows: 5 })).toEqual(['00011000']);
  });
});
