import UTIF from 'utif2';
import { describe, expect, it } from 'vitest';
import type { PlanePlace } from '#domain/export/exportedPlane.ts';
import type { LabelImage } from '#domain/image/labelImage.ts';
import { joinBytes } from '#formats/joinBytes.ts';
import { readTiff } from '#formats/tiff/readTiff.ts';
import { LabelStack } from '#formats/tiff/writing/labelStack.ts';
import { ProbabilityStack } from '#formats/tiff/writing/probabilityStack.ts';

const [WIDTH, HEIGHT] = [211, 97];

const place = (pageIndex: number, z: number, t: number): PlanePlace => ({ pageIndex, z, t });

/** A plane whose ids tell which one it is; its last pixel holds the greatest. */
function plane(seed: number, greatest: number): LabelImage {
  const data = Uint32Array.from({ length: WIDTH * HEIGHT }, (_, i) => (i * 31 + seed) % 7);
  data[data.length - 1] = greatest;
  return { width: WIDTH, height: HEIGHT, data };
}

/** Pages by a reader that is not ours: values, bits and the first page's description. */
function readIndependently(bytes: Uint8Array<ArrayBuffer>) {
  const buffer = bytes.slice().buffer;
  const pages = UTIF.decode(buffer);
  for (const page of pages) UTIF.decodeImage(buffer, page);
  return {
    sizes: pages.map(({ width, height }) => [width, height]),
    bits: pages.map((page) => Number((page['t258'] as number[])[0])),
    descriptions: pages.map((page) => String((page['t270'] as string[] | undefined)?.[0] ?? '')),
    resolution: (pages[0]?.['t282'] as unknown as [number, number][])?.[0],
    bytes: pages.map(({ data }) => new Uint8Array(data).slice().buffer),
  };
}

async function readOurselves(bytes: Uint8Array<ArrayBuffer>, pageIndex: number) {
  return readTiff(new Blob([bytes]), pageIndex);
}

describe('a stack of label images', () => {
  it('is one ImageJ hyperstack, slices fastest, whatever order its planes came in', async () => {
    const stack = new LabelStack(0.25);
    for (const t of [2, 0, 1]) {
      for (const z of [1, 0]) stack.add(plane(10 * t + z, 40), place(2 * t + z, z, t));
    }
    const bytes = joinBytes(stack.finish());
    const read = readIndependently(bytes);
    expect(read.sizes).toEqual(Array.from({ length: 6 }, () => [WIDTH, HEIGHT]));
    expect(read.bits).toEqual([16, 16, 16, 16, 16, 16]);
    const description = (read.descriptions[0] ?? '').split('\n');
    for (const line of ['images=6', 'slices=2', 'frames=3', 'hyperstack=true', 'unit=micron']) {
      expect(description).toContain(line);
    }
    expect(description[0]).toMatch(/^ImageJ=/);
    expect(read.resolution).toEqual([1e9, 0.25e9]);
    for (let page = 0; page < 6; page++) {
      const expected = plane(10 * Math.floor(page / 2) + (page % 2), 40).data;
      expect(new Uint16Array(read.bytes[page] ?? new ArrayBuffer(0))).toEqual(
        new Uint16Array(expected),
      );
      const ours = await readOurselves(bytes, page);
      expect(Array.from(ours.channels[0] ?? [])).toEqual(Array.from(expected));
      expect([ours.pageCount, ours.pixelSizeUm]).toEqual([6, 0.25]);
      expect(ours.stack).toMatchObject({ sizeZ: 2, sizeT: 3, fastest: 'z' });
    }
  });

  it('has 32 bits on every page once one of them needs it', () => {
    const stack = new LabelStack(null);
    stack.add(plane(1, 65_535), place(0, 0, 0));
    stack.add(plane(2, 70_000), place(1, 1, 0));
    stack.add(plane(3, 5), place(2, 2, 0));
    const read = readIndependently(joinBytes(stack.finish()));
    expect(read.bits).toEqual([32, 32, 32]);
    expect(read.bytes.map((page) => new Uint32Array(page).at(-1))).toEqual([65_535, 70_000, 5]);
    expect(new Uint32Array(read.bytes[0] ?? new ArrayBuffer(0))).toEqual(plane(1, 65_535).data);
  });

  it('claims no axes where planes are missing among them, but names each plane', async () => {
    const stack = new LabelStack(null);
    for (const [page, z, t] of [
      [0, 0, 0],
      [1, 1, 0],
      [2, 0, 1],
    ] as const) {
      stack.add(plane(page, 9), place(page, z, t));
    }
    const bytes = joinBytes(stack.finish());
    const [description = ''] = readIndependently(bytes).descriptions;
    expect(description).toContain('images=3\nslices=3\n');
    expect(description).not.toContain('hyperstack');
    expect(description).not.toContain('frames');
    const { pagePlaces } = await readOurselves(bytes, 0);
    expect(pagePlaces).toEqual([
      { z: 0, t: 0 },
      { z: 1, t: 0 },
      { z: 0, t: 1 },
    ]);
  });

  it('keeps 70,000 objects apart', () => {
    const [width, height] = [700, 400];
    const data = Uint32Array.from(
      { length: width * height },
      (_, i) => 1 + ((i % width) >> 1) + 350 * (Math.floor(i / width) >> 1),
    );
    expect(new Set(data).size).toBe(70_000);
    const stack = new LabelStack(null);
    stack.add({ width, height, data }, place(0, 0, 0));
    const read = readIndependently(joinBytes(stack.finish()));
    expect(read.bits).toEqual([32]);
    expect(new Uint32Array(read.bytes[0] ?? new ArrayBuffer(0))).toEqual(data);
  });
});

describe('a stack of probability maps', () => {
  it('holds floats of 0 to 1 with the pixel size', async () => {
    const data = Uint16Array.from({ length: WIDTH * HEIGHT }, (_, i) => (i * 977) % 65_536);
    data[0] = 65_535;
    const stack = new ProbabilityStack(0.5);
    stack.add({ width: WIDTH, height: HEIGHT, data }, place(0, 0, 0));
    stack.add({ width: WIDTH, height: HEIGHT, data: data.toReversed() }, place(1, 0, 1));
    const bytes = joinBytes(stack.finish());
    const expected = Float32Array.from(data, (level) => level / 65_535);
    const read = readIndependently(bytes);
    expect(read.bits).toEqual([32, 32]);
    expect(new Float32Array(read.bytes[0] ?? new ArrayBuffer(0))).toEqual(expected);
    expect(read.descriptions[0]).toContain('frames=2\nhyperstack=true\n');
    const ours = await readOurselves(bytes, 1);
    expect(ours.pixelType).toBe('float32');
    expect(ours.pixelSizeUm).toBe(0.5);
    expect(Array.from(ours.channels[0] ?? [])).toEqual(Array.from(expected).reverse());
  });
});
