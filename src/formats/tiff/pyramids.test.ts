import { describe, expect, it } from 'vitest';
import { readTiff } from '#formats/tiff/readTiff.ts';
import { encodePyramid, type PyramidPicture } from '#testing/pyramids.ts';

/** 400 megapixels, more than is opened. */
const HUGE = 20_000;
const OME =
  '<OME><Image><Pixels SizeX="20000" SizeY="20000" SizeC="1" SizeZ="1" SizeT="1" ' +
  'PhysicalSizeX="0.25" PhysicalSizeY="0.25" DimensionOrder="XYCZT"/></Image></OME>';

const open = async (picture: PyramidPicture) => readTiff(await encodePyramid(picture), 0);
const tooLarge = { code: 'too-large', message: expect.stringContaining('20,000 × 20,000 px') };

describe.each(['inside', 'behind'] as const)('levels %s of their page', (place) => {
  it('are no pages of their own', async () => {
    const image = await open({ fullEdge: 64, levelEdges: [32, 16], place });
    expect(image).toMatchObject({ width: 64, height: 64, pageCount: 1 });
    expect(image.fullSize).toBeUndefined();
    expect(image.channels[0]?.[0]).toBe(0);
  });

  it('come instead of a page that is too large: the largest, with its own pixel size', async () => {
    const picture = { fullEdge: HUGE, levelEdges: [32, 64, 16], place, tags: { 270: OME } };
    const image = await open(picture);
    expect(image).toMatchObject({ width: 64, height: 64, pageCount: 1 });
    expect(image.fullSize).toEqual({ width: HUGE, height: HUGE });
    expect(image.channels[0]?.[0], 'the second level').toBe(2);
    expect(image.pixelSizeUm).toBeCloseTo((0.25 * HUGE) / 64, 9);
    const areaUm2 = 64 * 64 * (image.pixelSizeUm ?? 0) ** 2;
    expect(areaUm2, 'as large as the full page').toBeCloseTo((HUGE * 0.25) ** 2, 3);
  });

  it('that are too large themselves are passed over', async () => {
    const image = await open({ fullEdge: 2 * HUGE, levelEdges: [HUGE, 64], place });
    expect(image).toMatchObject({ width: 64, fullSize: { width: 2 * HUGE } });
  });

  it.each([
    ['of other proportions', { levelTags: { 257: [50] } }],
    ['of other samples', { levelTags: { 258: [16] } }],
    ['as large as the page', { levelEdges: [HUGE] }],
    ['that are none', { levelEdges: [] }],
  ])('%s do not stand for the page', async (_, changes) => {
    const picture = { fullEdge: HUGE, levelEdges: [64], place, ...changes };
    await expect(open(picture)).rejects.toMatchObject(tooLarge);
  });
});

describe('lists of levels that lie', () => {
  it.each([
    ['past the end', [0xffff_ff00]],
    ['in the header', [0, 1, 2]],
    ['to the page itself', [8 + 64 * 64]],
    ['a hundred thousand times', Array.from({ length: 100_000 }, (_, i) => i)],
  ])('%s leave a page refused that is too large', async (_, offsets) => {
    const picture = {
      fullEdge: HUGE,
      levelEdges: [],
      place: 'behind',
      tags: { 330: offsets },
    } as const;
    await expect(open(picture)).rejects.toMatchObject(tooLarge);
  });

  it('leave a page open that is not', async () => {
    const tags = { 330: [0xffff_ff00, 8] };
    const image = await open({ fullEdge: 64, levelEdges: [], place: 'behind', tags });
    expect(image).toMatchObject({ width: 64, pageCount: 1 });
  });
});

describe('slides of Aperio', () => {
  const slide = {
    fullEdge: HUGE,
    levelEdges: [64, 32],
    place: 'behind',
    tags: { 270: 'Aperio Image Library v11.2.1 \r\n20000x20000|AppMag = 20|MPP = 0.4990|' },
    levelTags: { 254: [0] },
  } as const;

  it('are one page, although nothing marks their levels', async () => {
    const image = await open(slide);
    expect(image).toMatchObject({ width: 64, pageCount: 1, fullSize: { width: HUGE } });
    expect(image.pixelSizeUm).toBeCloseTo((0.499 * HUGE) / 64, 6);
  });

  it('that can be opened whole keep their own pixel size', async () => {
    expect(await open({ ...slide, fullEdge: 64 })).toMatchObject({
      pageCount: 1,
      pixelSizeUm: 0.499,
    });
  });
});
