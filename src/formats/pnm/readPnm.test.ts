import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { readImagePage } from '#formats/readImage.ts';
import { hasShared, sharedPath } from '#testing/sharedData.ts';

const file = (head: string, bytes: readonly number[] = []) =>
  new Blob([head, Uint8Array.from(bytes)]);
const planesOf = async (blob: Blob) =>
  (await readImagePage(blob, 0)).channels.map((plane) => Array.from(plane));

describe('PBM, PGM and PPM', () => {
  it.each([
    ['text PBM', file('P1\n# two rows\n3 2\n101\n0 1 0\n'), [[0, 1, 0, 1, 0, 1]]],
    ['text PGM', file('P2 2 2 300\n0 1\n256 300'), [[0, 1, 256, 300]]],
    [
      'text PPM',
      file('P3\n1 2\n255\n1 2 3\n4 5 6\n'),
      [
        [1, 4],
        [2, 5],
        [3, 6],
      ],
    ],
    [
      'binary PBM',
      file('P4 10 2\n', [0b1010_0000, 0b0100_0000, 0xff, 0]),
      [[0, 1, 0, 1, 1, 1, 1, 1, 1, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1, 1]],
    ],
    ['binary PGM', file('P5 2 1 15\n', [7, 15]), [[7, 15]]],
    ['binary PGM of 16 bit', file('P5\n2 1\n65535\n', [1, 2, 255, 254]), [[258, 65_534]]],
    ['binary PPM', file('P6 1 1 255\n', [9, 8, 7]), [[9], [8], [7]]],
    ['a greatest value of 1 is no bitmap', file('P5 2 1 1\n', [0, 1]), [[0, 1]]],
  ])('%s is read', async (_, blob, planes) => {
    expect(await planesOf(blob)).toEqual(planes);
  });

  it.each([
    ['that ends early', file('P5 4 4 255\n', [1, 2, 3]), 'corrupt-file'],
    ['with too few numbers', file('P2 4 4 255\n1 2 3'), 'corrupt-file'],
    ['with numbers above its greatest', file('P2 1 1 7\n8\n'), 'corrupt-file'],
    ['without a size', file('P6\n# nothing more'), 'corrupt-file'],
    ['of no pixels', file('P5 0 7 255\n'), 'corrupt-file'],
    ['of too many bits', file('P5 1 1 99999\n', [0, 0]), 'corrupt-file'],
    ['that claims gigabytes', file('P6 99999 99999 255\n'), 'too-large'],
    ['of many more digits than exist', file(`P2 1 1 255\n${'9'.repeat(1e5)}`), 'corrupt-file'],
  ])('one %s is refused', async (_, blob, code) => {
    await expect(readImagePage(blob, 0)).rejects.toMatchObject({ code });
  });

  it.skipIf(!hasShared)('are the pixels that netpbm programs wrote', async () => {
    const open = (name: string) =>
      readImagePage(new Blob([readFileSync(sharedPath(`formats/files/ppm/${name}`))]), 0);
    expect(await open('image-tiff__random-fp16.pgm')).toMatchObject({ pixelType: 'uint16' });
    expect(await open('libtiff__rgb-3c-8b.ppm')).toMatchObject({ width: 157, isRgb: true });
  });
});
