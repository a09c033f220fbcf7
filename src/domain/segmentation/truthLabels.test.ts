import { describe, expect, it } from 'vitest';
import type { DecodedImage } from '#domain/image/decodedImage.ts';
import type { PixelData, PixelType } from '#domain/image/pixelType.ts';
import { readTruthLabels } from '#domain/segmentation/truthLabels.ts';
import { readGrid, showGrid } from '#testing/labelGrids.ts';

function image(pixelType: PixelType, channels: readonly PixelData[], width: number): DecodedImage {
  return {
    width,
    height: (channels[0]?.length ?? 0) / width,
    pixelType,
    channels,
    channelNames: channels.map((_, i) => `Channel ${i + 1}`),
    isRgb: false,
    bitsPerSample: pixelType === 'uint8' ? 8 : 16,
    pageIndex: 0,
    pageCount: 1,
    pixelSizeUm: null,
    formatName: 'PNG',
  };
}

const MASK = readGrid(`
  11.1
  1..1
  .1.1`);

describe('readTruthLabels', () => {
  it('reads an 8-bit image of 0 and 255 as a mask of 4-connected objects', () => {
    const data = Uint8Array.from(MASK.data, (value) => value * 255);
    const { width, height, data: labels } = readTruthLabels(image('uint8', [data], 4), 'auto');
    expect([width, height]).toEqual([4, 3]);
    expect(showGrid(labels, 4)).toEqual(['11.2', '1..2', '.3.2']);
  });

  it('reads an 8-bit image with any other value as ids, pieces of one id as one object', () => {
    const data = Uint8Array.of(255, 0, 7, 255, 7, 0);
    expect([...readTruthLabels(image('uint8', [data], 3), 'auto').data]).toEqual([
      1, 0, 2, 1, 2, 0,
    ]);
  });

  it.each([
    ['uint16', Uint16Array.of(255, 0, 255, 65_535)],
    ['uint32', Uint32Array.of(255, 0, 255, 4_294_967_295)],
    ['int32', Int32Array.of(255, 0, 255, 9)],
    ['float32', Float32Array.of(255, 0, 255, 16_777_216)],
  ] as const)('reads %s as ids, 0 and 255 too', (pixelType, data) => {
    expect([...readTruthLabels(image(pixelType, [data], 4), 'auto').data]).toEqual([1, 0, 1, 2]);
  });

  it('reads a 1-bit image as a mask, however its bits were widened', () => {
    for (const foreground of [1, 255]) {
      const data = Uint8Array.of(foreground, 0, foreground, foreground);
      const bits = { ...image('uint8', [data], 4), bitsPerSample: 1 };
      expect([...readTruthLabels(bits, 'auto').data]).toEqual([1, 0, 2, 2]);
    }
  });

  it('finds no object in an empty image of any kind', () => {
    for (const labelKind of ['auto', 'classes'] as const) {
      const empty = image('uint8', [new Uint8Array(6)], 3);
      expect([...readTruthLabels(empty, labelKind).data]).toEqual([0, 0, 0, 0, 0, 0]);
    }
  });

  it('reads class indices as the 4-connected components of every class but 0', () => {
    const { data, width } = readGrid(`
      1122
      .1.2
      3.11
      3311`);
    const classes = image('uint8', [Uint8Array.from(data)], width);
    const labels = readTruthLabels(classes, 'classes');
    expect(showGrid(labels.data, width)).toEqual(['1122', '.1.2', '3.44', '3344']);
  });

  it('takes one channel of a grey image saved in colour', () => {
    const plane = Uint8Array.of(0, 255, 0);
    const grey = image('uint8', [plane, plane.slice(), plane.slice()], 3);
    expect([...readTruthLabels(grey, 'auto').data]).toEqual([0, 1, 0]);
  });

  it.each([
    ['colours', image('uint8', [Uint8Array.of(1, 2), Uint8Array.of(1, 3)], 2), 'auto'],
    ['negative values', image('int16', [Int16Array.of(0, -1)], 2), 'auto'],
    ['fractions', image('float32', [Float32Array.of(0.5, 1)], 2), 'auto'],
    ['missing values', image('float32', [Float32Array.of(Number.NaN, 1)], 2), 'auto'],
    [
      'hundreds of classes',
      image('uint16', [Uint16Array.from({ length: 257 }, (_, i) => i)], 257),
      'classes',
    ],
  ] as const)('refuses %s', (_, refused, labelKind) => {
    expect(() => readTruthLabels(refused, labelKind)).toThrow(
      expect.objectContaining({ code: 'unsupported-format' }),
    );
  });

  it('takes 256 classes', () => {
    const data = Uint16Array.from({ length: 256 }, (_, i) => i);
    const labels = readTruthLabels(image('uint16', [data], 256), 'classes');
    expect(Math.max(...labels.data)).toBe(255);
  });
});
