import { describe, expect, it } from 'vitest';
import { readPng } from '#formats/png/readPng.ts';
import { writeMaskPng } from '#formats/png/writeMaskPng.ts';

describe('writeMaskPng', () => {
  it('is 255 on objects and 0 elsewhere, 8-bit grey', async () => {
    const [width, height] = [301, 207];
    const data = Uint32Array.from({ length: width * height }, (_, i) => (i % 11 < 4 ? i * 99 : 0));
    const png = writeMaskPng({ width, height, data });
    const image = await readPng(new Blob([png]), 0);
    expect(image).toMatchObject({ width, height, pixelType: 'uint8', bitsPerSample: 8 });
    expect(image.channels).toEqual([Uint8Array.from(data, (id) => (id === 0 ? 0 : 255))]);
  });
});
