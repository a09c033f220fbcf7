import { describe, expect, it } from 'vitest';
import { readTiff } from '#formats/tiff/readTiff.ts';
import { encodeTiff, type TiffPicture } from '#testing/encodeTiff.ts';

function picture(changes: Partial<TiffPicture> = {}): TiffPicture {
  const pages = [[1, 2, 3, 4, 5, 6]];
  const kind = { samplesPerPixel: 1, bits: 16, format: 'uint', littleEndian: true } as const;
  return { width: 3, height: 2, ...kind, pages, ...changes };
}

describe('pages of a TIFF', () => {
  const page = (value: number) => Array.from({ length: 6 }, () => value);
  const stack = (count: number, description?: string, changes: Partial<TiffPicture> = {}) =>
    encodeTiff(
      picture({
        pages: Array.from({ length: count }, (_, i) => page(i)),
        ...(description === undefined ? {} : { tags: { 270: description } }),
        ...changes,
      }),
    );
  const valuesOf = async (file: Blob, pageIndex: number) =>
    (await readTiff(file, pageIndex)).channels.map((plane) => plane[0]);

  it('are the pictures of a plain TIFF', async () => {
    const file = stack(5);
    expect((await readTiff(file, 4)).pageCount).toBe(5);
    expect(await valuesOf(file, 3)).toEqual([3]);
    for (const absent of [-1, 5, 0.5, Number.NaN]) {
      await expect(readTiff(file, absent)).rejects.toMatchObject({ code: 'not-found' });
    }
  });

  it('join the channels of an ImageJ hyperstack', async () => {
    const file = stack(6, 'ImageJ=1.53t\nimages=6\nchannels=2\nslices=3\nhyperstack=true\n');
    expect(await readTiff(file, 0)).toMatchObject({
      pageCount: 3,
      channelNames: ['Channel 1', 'Channel 2'],
      formatName: 'ImageJ TIFF',
      isRgb: false,
    });
    expect(await valuesOf(file, 1)).toEqual([2, 3]);
    expect(await valuesOf(file, 2)).toEqual([4, 5]);
  });

  it('are found behind a single directory of ImageJ', async () => {
    // ImageJ describes only the first picture; the others follow its pixels.
    const pictures = picture({
      height: 8,
      pages: [[0, 1, 2, 3].flatMap(page)],
      tags: { 257: [2], 270: 'ImageJ=1.53t\nimages=4\nslices=4\n' },
    });
    const file = encodeTiff(pictures);
    expect((await readTiff(file, 0)).pageCount).toBe(4);
    expect(await valuesOf(file, 3)).toEqual([3]);
    const claimsMore = {
      ...pictures,
      tags: { ...pictures.tags, 270: 'ImageJ=1\nimages=900000\n' },
    };
    expect((await readTiff(encodeTiff(claimsMore), 0)).pageCount).toBeLessThan(100);
  });

  const ome = (order: string, c: number, z: number, t: number) =>
    `<?xml version="1.0"?><OME xmlns="http://www.openmicroscopy.org/Schemas/OME/2016-06"><Image>` +
    `<Pixels DimensionOrder="${order}" SizeX="3" SizeY="2" SizeC="${c}" SizeZ="${z}" SizeT="${t}" ` +
    `PhysicalSizeX="0.25" PhysicalSizeY="0.25" PhysicalSizeZ="1500" PhysicalSizeZUnit="nm" TimeIncrement="500" TimeIncrementUnit="ms" Type="uint16">` +
    `<Channel ID="0" Name="DAPI"/><Channel ID="1" Name="a &amp; b &#x3bc;"/></Pixels></Image></OME>`;

  it.each([
    ['XYCZT', [2, 3]],
    ['XYZCT', [1, 4]],
    ['XYZTC', [1, 7]],
    ['XYTCZ', [1, 3]],
  ])('join the channels of an OME-TIFF in order %s', async (order, second) => {
    const file = stack(12, ome(order, 2, 3, 2));
    const image = await readTiff(file, 1);
    expect(image).toMatchObject({
      pageCount: 6,
      channelNames: ['DAPI', 'a & b μ'],
      pixelSizeUm: 0.25,
      formatName: 'OME-TIFF',
    });
    expect(image.channels.map((plane) => plane[0])).toEqual(second);
  });

  it.each([
    ['XYCZT', 'z'],
    ['XYTCZ', 't'],
  ])('have a slice and a time point in an OME-TIFF in order %s', async (order, fastest) => {
    const { stack: axes } = await readTiff(stack(12, ome(order, 2, 3, 2)), 0);
    expect(axes).toEqual({ sizeZ: 3, sizeT: 2, fastest, zStepUm: 1.5, timeStepS: 0.5 });
  });

  it('lie where an OME-TIFF says, in whatever order', async () => {
    const data = [2, 0, 1].map((ifd, z) => `<TiffData IFD="${ifd}" FirstZ="${z}"/>`).join('');
    const file = stack(3, ome('XYZCT', 1, 3, 1).replace('</Pixels>', `${data}</Pixels>`));
    expect(await valuesOf(file, 0)).toEqual([2]);
    expect(await valuesOf(file, 1)).toEqual([0]);
    expect(await valuesOf(file, 2)).toEqual([1]);
  });

  it('have the slices and time points of an ImageJ hyperstack', async () => {
    const text =
      'ImageJ=1.53t\nimages=12\nchannels=2\nslices=3\nframes=2\nunit=nm\nspacing=500\nfinterval=2\n';
    const { stack: axes } = await readTiff(stack(12, text), 0);
    expect(axes).toEqual({ sizeZ: 3, sizeT: 2, fastest: 'z', zStepUm: 0.5, timeStepS: 2 });
    expect(await valuesOf(stack(12, text), 5)).toEqual([10, 11]);
  });

  it('stay single where the metadata do not fit the file', async () => {
    const file = stack(5, ome('XYCZT', 2, 3, 2));
    expect((await readTiff(file, 4)).pageCount).toBe(5);
    expect(await valuesOf(file, 4)).toEqual([4]);
  });

  it('are never thumbnails or pyramid levels', async () => {
    const file = stack(3, undefined, { tags: { 254: [1] } });
    expect((await readTiff(file, 0)).pageCount).toBe(3); // nothing else there
    const levels = stack(3, undefined, { tagsOfPage: (index) => ({ 254: [index === 1 ? 1 : 0] }) });
    expect((await readTiff(levels, 1)).pageCount).toBe(2);
    expect(await valuesOf(levels, 1)).toEqual([2]);
  });
});

describe('pixel size of a TIFF', () => {
  const sizeOf = async (tags: TiffPicture['tags']) => {
    return (await readTiff(encodeTiff(picture(tags ? { tags } : {})), 0)).pixelSizeUm;
  };

  it.each(['micron', 'um', 'µm', '\\u00B5m'])('comes from ImageJ in %s', async (unit) => {
    const description = `ImageJ=1.53t\nunit=${unit}\n`;
    expect(await sizeOf({ 270: description, 282: [2.5], 283: [2.5], 296: [1] })).toBeCloseTo(
      0.4,
      9,
    );
  });

  it('comes from a resolution that a microscope can have', async () => {
    expect(await sizeOf({ 282: [20_000.5], 283: [20_000.5], 296: [3] })).toBeCloseTo(0.5, 4);
    expect(await sizeOf({ 282: [50_800.5], 283: [50_800.5], 296: [2] })).toBeCloseTo(0.5, 4);
  });

  it.each([
    [{ 282: [72.5], 283: [72.5], 296: [2] }],
    [{ 282: [300.5], 283: [300.5], 296: [2] }],
    [{ 282: [118.11], 283: [118.11], 296: [3] }],
    [{ 282: [20_000.5], 283: [20_000.5], 296: [1] }],
    [{ 282: [20_000.5], 283: [10_000.5], 296: [3] }],
    [{ 270: 'ImageJ=1.53t\nunit=pixel\n', 282: [2.5], 283: [2.5], 296: [1] }],
    [{ 270: 'ImageJ=1.53t\nunit=inch\n', 282: [72.5], 283: [72.5], 296: [2] }],
    [{}],
  ])('is unknown for %o', async (tags) => {
    expect(await sizeOf(tags)).toBeNull();
  });
});
