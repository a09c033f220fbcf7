import { describe, expect, it } from 'vitest';
import type { DecodedImage } from '#domain/image/decodedImage.ts';
import { readLabelImage } from '#domain/segmentation/labelReading.ts';

function image(values: readonly number[], pixelType: 'uint8' | 'uint16' = 'uint8'): DecodedImage {
  const data = pixelType === 'uint8' ? Uint8Array.from(values) : Uint16Array.from(values);
  return {
    width: values.length,
    height: 1,
    pixelType,
    channels: [data],
    channelNames: ['Channel 1'],
    isRgb: false,
    bitsPerSample: 8 * data.BYTES_PER_ELEMENT,
    pageIndex: 0,
    pageCount: 1,
    pixelSizeUm: null,
    formatName: 'PNG',
  };
}

describe('readLabelImage', () => {
  it('takes 0 and 255 in 8 bits for a mask without a doubt', () => {
    const read = readLabelImage(image([255, 0, 255]), 'auto');
    expect(read).toMatchObject({ objectCount: 2, doubt: null });
  });

  it('doubts one value in several places, and reads it either way', () => {
    const mask = image([1, 0, 1, 0, 1]);
    expect(readLabelImage(mask, 'auto')).toMatchObject({ objectCount: 1, doubt: 'mask' });
    const { labels, doubt } = readLabelImage(mask, 'regions');
    expect([...labels.data]).toEqual([1, 0, 2, 0, 3]);
    expect(doubt).toBeNull();
    const wide = readLabelImage(image([65_535, 0, 65_535], 'uint16'), 'auto');
    expect(wide.doubt).toBe('mask');
  });

  it('keeps the ids of objects that are exact as 32-bit floats, else numbers all of them', () => {
    const read = readLabelImage(image([0, 7, 7, 65_535, 3], 'uint16'), 'auto');
    expect([...read.labels.data]).toEqual([0, 7, 7, 65_535, 3]);
    expect(read.objectCount).toBe(3);
    const large = (id: number): DecodedImage => ({
      ...image([0, 0, 0], 'uint16'),
      pixelType: 'uint32',
      bitsPerSample: 32,
      channels: [Uint32Array.of(0, id, 5)],
    });
    const idsOf = (id: number) => [...readLabelImage(large(id), 'auto').labels.data];
    expect(idsOf(16_777_215)).toEqual([0, 16_777_215, 5]);
    expect(idsOf(16_777_216)).toEqual([0, 1, 2]);
  });

  it('doubts nothing about one object in one place, and about no object', () => {
    expect(readLabelImage(image([0, 1, 1]), 'auto').doubt).toBeNull();
    expect(readLabelImage(image([0, 0]), 'auto').doubt).toBeNull();
  });

  it('takes few values in many places for possible classes, and keeps them', () => {
    const classes = image([1, 0, 1, 0, 1, 0, 2, 0, 2, 0, 2, 3]);
    expect(readLabelImage(image([1, 0, 2, 0, 1, 3]), 'auto').doubt).toBeNull();
    expect(readLabelImage(image([1, 0, 2, 0, 1, 0, 2, 0, 1, 0, 2]), 'auto').doubt).toBe('classes');
    const read = readLabelImage(classes, 'classes');
    expect(read.objectCount).toBe(7);
    const classAt = (pixel: number) => read.classes.get(read.labels.data[pixel] ?? 0) ?? 1;
    expect([0, 6, 11].map(classAt)).toEqual([1, 2, 3]);
  });

  it('numbers high values as classes', () => {
    const { classes, labels } = readLabelImage(image([100, 0, 200, 100]), 'classes');
    expect([...labels.data].map((label) => label && (classes.get(label) ?? 1))).toEqual([
      1, 0, 2, 1,
    ]);
  });
});
