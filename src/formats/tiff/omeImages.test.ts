import { describe, expect, it } from 'vitest';
import { readTiff } from '#formats/tiff/readTiff.ts';
import { encodeTiff } from '#testing/encodeTiff.ts';

const SMALL = { width: 3, height: 2, bits: 16, format: 'uint', littleEndian: true } as const;

interface ImageElement {
  readonly name?: string;
  readonly c?: number;
  readonly z?: number;
  readonly t?: number;
  readonly um?: number;
  readonly inside?: string;
}

function image({ name = '', c = 1, z = 1, t = 1, um, inside = '' }: ImageElement): string {
  const size = um === undefined ? '' : `PhysicalSizeX="${um}" PhysicalSizeY="${um}"`;
  return (
    `<Image Name="${name}"><Pixels DimensionOrder="XYZCT" SizeC="${c}" SizeZ="${z}" SizeT="${t}" ` +
    `${size}>${inside}</Pixels></Image>`
  );
}

/** Pictures of which each pixel is the number of its page in the file. */
const file = (count: number, ...images: readonly string[]) =>
  encodeTiff({
    ...{ ...SMALL, samplesPerPixel: 1, tags: { 270: `<OME>${images.join('')}</OME>` } },
    pages: Array.from({ length: count }, (_, page) => Array.from({ length: 6 }, () => page)),
  });
const valuesOf = async (tiff: Blob, page: number) =>
  (await readTiff(tiff, page)).channels.map((plane) => plane[0]);

const data = (ifd: number, count: number) => `<TiffData IFD="${ifd}" PlaneCount="${count}"/>`;
const first = { name: 'A &amp; B', c: 2, z: 2, um: 0.5 };
const second = { name: 'Label', t: 3, um: 2 };

describe('an OME-TIFF of several images', () => {
  it.each([
    ['that says where each lies', [data(0, 4), data(4, 3)]],
    ['whose images follow each other', ['', '']],
    ['that points to the start each time', ['<TiffData/>', '<TiffData/>']],
  ])('%s has the planes of one behind those of the other', async (_, [one = '', two = '']) => {
    const tiff = file(7, image({ ...first, inside: one }), image({ ...second, inside: two }));
    const start = await readTiff(tiff, 0);
    expect(start).toMatchObject({ pageCount: 5, pixelSizeUm: 0.5 });
    expect(start.stack, 'pages of several images have no common axes').toBeUndefined();
    expect(start.fileImages).toMatchObject([
      { name: 'A & B', firstPage: 0, stack: { sizeZ: 2, sizeT: 1 } },
      { name: 'Label', firstPage: 2, stack: { sizeZ: 1, sizeT: 3 } },
    ]);
    const pages = [0, 1, 2, 3, 4].map((page) => valuesOf(tiff, page));
    expect(await Promise.all(pages)).toEqual([[0, 2], [1, 3], [4], [5], [6]]);
    expect((await readTiff(tiff, 3)).pixelSizeUm).toBe(2);
  });

  it('may have its images in any order, with gaps', async () => {
    const tiff = file(4, image({ inside: data(3, 1) }), image({ z: 2, inside: data(0, 2) }));
    expect(await Promise.all([0, 1, 2].map((page) => valuesOf(tiff, page)))).toEqual([
      [3],
      [0],
      [1],
    ]);
  });

  it('gives no image the pixel size of another', async () => {
    const tiff = file(2, image({ um: 0.5, inside: data(0, 1) }), image({ inside: data(1, 1) }));
    expect((await readTiff(tiff, 1)).pixelSizeUm).toBeNull();
  });

  it.each([
    ['more pictures than there are', image({ z: 9, inside: data(0, 9) })],
    ['pictures past the end', image({ inside: data(500, 1) })],
    ['two hundred thousand pictures', image({ z: 2e5, inside: data(0, 2e5) }).repeat(20)],
    ['two thousand images', image({}).repeat(2e3)],
  ])('that claims %s has a page for each picture', async (_, other) => {
    const tiff = file(3, image({ inside: data(0, 1) }), other);
    const page = await readTiff(tiff, 2);
    expect(page.pageCount).toBe(3);
    expect(page.fileImages).toBeUndefined();
  });
});

describe('a file of a set in which each holds an image', () => {
  const elsewhere = image({ inside: '<TiffData><UUID FileName="b.tif">x</UUID></TiffData>' });

  it('is its own image, not the one that is described first', async () => {
    const own = image({ z: 3, um: 2, inside: data(0, 3) });
    const page = await readTiff(file(3, elsewhere, own), 2);
    expect(page).toMatchObject({ pageCount: 3, stack: { sizeZ: 3 }, pixelSizeUm: 2 });
    expect(page.fileImages).toBeUndefined();
  });
});

describe('colours of channels', () => {
  const colorsOf = async (
    tags: Readonly<Record<number, readonly number[] | string>>,
    count = 2,
  ) => {
    const pages = Array.from({ length: count }, () => [1, 2, 3, 4, 5, 6]);
    return (await readTiff(encodeTiff({ ...SMALL, samplesPerPixel: 1, pages, tags }), 0))
      .channelColors;
  };
  const ome = (...colors: readonly (number | string)[]) => {
    const inside = colors.map((color) => `<Channel Color="${color}"/>`).join('');
    return { 270: `<OME>${image({ c: colors.length, inside })}</OME>` };
  };

  it('come from OME-XML, where red is the first byte of a signed number', async () => {
    expect(await colorsOf(ome(-16_776_961, 16_711_935))).toEqual(['#ff0000', '#00ff00']);
    expect(await colorsOf(ome(65_535, '-1'))).toEqual(['#0000ff', '#ffffff']);
  });

  it('are left open where the file tells none, or all are white or black', async () => {
    expect(await colorsOf(ome(-1, -1))).toBeUndefined();
    expect(await colorsOf(ome('', 'red'))).toBeUndefined();
    expect(await colorsOf(ome(0, 255))).toBeUndefined();
    expect(await colorsOf(ome(1e300, '1.5'))).toBeUndefined();
    expect(await colorsOf(ome(65_535, ''))).toEqual(['#0000ff', null]);
  });

  /** A description by ImageJ, with the sizes of its blocks and their bytes, little-endian. */
  const imageJ = (sizes: readonly number[], bytes: readonly number[]) => ({
    ...{ 270: 'ImageJ=1.53t\nimages=2\nchannels=2\n' },
    ...{ 50838: sizes, 50839: bytes },
  });
  const text = (word: string) => [...word].reverse().map((letter) => letter.charCodeAt(0));
  const lut = (...rgb: readonly number[]) =>
    rgb.flatMap((top) => Array.from({ length: 256 }, (_, value) => (value * top) / 255));
  const header = [...text('IJIJ'), ...text('info'), 1, 0, 0, 0, ...text('luts'), 2, 0, 0, 0];

  it('come from the lookup tables of ImageJ, wherever they stand among its blocks', async () => {
    const blocks = [9, 9, 9, 9, ...lut(255, 0, 255), ...lut(0, 255, 255)];
    const tags = imageJ([20, 4, 768, 768], [...header, ...blocks]);
    expect(await colorsOf(packed(tags))).toEqual(['#ff00ff', '#00ffff']);
  });

  it.each([
    ['without an end', [20, 4, 768, 768], header],
    ['of other sizes', [20, 4, 10, 10], [...header, ...lut(255, 0, 0), ...lut(0, 255, 0)]],
    ['four billion times', [12, 768], [...text('IJIJ'), ...text('luts'), 255, 255, 255, 255]],
    ['of a header that is none', [20, 768], lut(255, 0, 0)],
    ['of no sizes', [], header],
  ])('are left open for tables %s', async (_, sizes, bytes) => {
    expect(await colorsOf(packed(imageJ(sizes, bytes)))).toBeUndefined();
  });
});

/** Bytes as the writer stores them: four in each number. */
function packed(tags: Readonly<Record<number, readonly number[] | string>>) {
  const bytes = Uint8Array.from(tags[50_839] as readonly number[]);
  const padded = new Uint8Array(4 * Math.ceil(bytes.length / 4));
  padded.set(bytes);
  return { ...tags, 50839: [...new Uint32Array(padded.buffer)] };
}

describe('a TIFF that says that 0 is white', () => {
  const open = (samplesPerPixel: number, photometric: number) =>
    readTiff(
      encodeTiff({
        ...{ ...SMALL, width: 1, samplesPerPixel, tags: { 262: [photometric] } },
        pages: [Array.from({ length: 2 * samplesPerPixel }, (_, i) => i)],
      }),
      0,
    );

  it('keeps its values and says so', async () => {
    const image = await open(1, 0);
    expect(image.isZeroWhite).toBe(true);
    expect(image.channels).toEqual([Uint16Array.of(0, 1)]);
  });

  it('is none where 0 is black, or where there are several channels', async () => {
    expect((await open(1, 1)).isZeroWhite).toBeUndefined();
    expect((await open(3, 0)).isZeroWhite).toBeUndefined();
  });
});
