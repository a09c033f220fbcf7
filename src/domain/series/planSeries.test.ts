import { describe, expect, it } from 'vitest';
import type { DecodedImage } from '#domain/image/decodedImage.ts';
import { picturesOf, seriesBytes, seriesPageCount } from '#domain/image/imageSeries.ts';
import { placeOf } from '#domain/image/stackAxes.ts';
import { joinPictures } from '#domain/series/joinPictures.ts';
import { planSeries } from '#domain/series/planSeries.ts';

const named = (names: readonly string[]) =>
  names.map((name, i) => ({ name, folder: '', byteLength: 10 + i }));
const base = { name: 's', isNamed: true };

describe('planSeries', () => {
  it('makes a page of every time point, its channels from the files of that time', () => {
    const files = named(['t0c0', 't0c1', 't1c0', 't1c1']);
    const { series, stack } = planSeries(
      { ...base, files, sizeC: 2, sizeZ: 1, sizeT: 2 },
      { pageCount: 1 },
    );
    expect(stack).toMatchObject({ sizeZ: 1, sizeT: 2 });
    expect([seriesPageCount(series), seriesBytes(series)]).toEqual([2, 46]);
    expect(picturesOf(series, 1)).toEqual([
      { name: 't1c0', start: 21, end: 33, pageIndex: 0 },
      { name: 't1c1', start: 33, end: 46, pageIndex: 0 },
    ]);
    expect(picturesOf(series, 2)).toEqual([]);
  });

  it.each([
    ['slices of each time point', { sizeZ: 1, sizeT: 3 }, { sizeZ: 4, sizeT: 3 }],
    ['time points of each slice', { sizeZ: 3, sizeT: 1 }, { sizeZ: 3, sizeT: 4 }],
  ])('takes pages inside the files for %s', (_, sizes, expected) => {
    const files = named(['a', 'b', 'c']);
    const { series, stack } = planSeries({ ...base, files, sizeC: 1, ...sizes }, { pageCount: 4 });
    expect(stack).toMatchObject(expected);
    const info = { pageCount: 12, stack };
    for (let page = 0; page < 12; page++) {
      const { z, t } = placeOf(info, page);
      const [file, inside] = sizes.sizeT === 3 ? [t, z] : [z, t];
      const [picture] = picturesOf(series, page);
      expect(picture).toMatchObject({ name: files[file]?.name, pageIndex: inside });
    }
  });
});

describe('joinPictures', () => {
  const picture = (changes: Partial<DecodedImage> = {}): DecodedImage => ({
    width: 2,
    height: 1,
    pixelType: 'uint8',
    channels: [Uint8Array.of(1, 2)],
    channelNames: ['Channel 1'],
    isRgb: false,
    bitsPerSample: 8,
    pageIndex: 0,
    pageCount: 1,
    pixelSizeUm: 0.5,
    formatName: 'TIFF',
    ...changes,
  });

  it('puts the channels of the files side by side under names of their own', () => {
    const joined = joinPictures([picture(), picture({ channels: [Uint8Array.of(3, 4)] })], {
      pageIndex: 3,
      pageCount: 9,
    });
    expect(joined).toMatchObject({ pageIndex: 3, pageCount: 9, pixelSizeUm: 0.5 });
    expect(joined.channelNames).toEqual(['Channel 1', 'Channel 2']);
    expect(joined.channels.map((plane) => [...plane])).toEqual([
      [1, 2],
      [3, 4],
    ]);
  });

  it('refuses files of another size or number type', () => {
    for (const other of [picture({ width: 3 }), picture({ pixelType: 'uint16' })]) {
      expect(() => joinPictures([picture(), other], { pageIndex: 0, pageCount: 1 })).toThrow(
        expect.objectContaining({ code: 'shape-mismatch' }),
      );
    }
  });
});
