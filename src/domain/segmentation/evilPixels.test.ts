import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { DecodedImage } from '#domain/image/decodedImage.ts';
import type { PixelData, PixelType } from '#domain/image/pixelType.ts';
import { PROBABILITY_LEVELS } from '#domain/image/probabilityMap.ts';
import { summarizeChannel } from '#domain/image/summarizeChannel.ts';
import { measureInstances } from '#domain/measurement/measureInstances.ts';
import { extractInstances } from '#domain/segmentation/extractInstances.ts';
import { readTruthLabels } from '#domain/segmentation/truthLabels.ts';
import { prepareInput, readNormalizedWindow } from '#domain/tiling/networkInput.ts';
import { AppError } from '#lib/errors.ts';

/** On a machine that has other things to do. */
const SLOW_MS = 120_000;

const TYPES: readonly PixelType[] = [
  'uint8',
  'int8',
  'uint16',
  'int16',
  'uint32',
  'int32',
  'float32',
  'float64',
];

function planeOf(pixelType: PixelType, values: readonly number[]): PixelData {
  switch (pixelType) {
    case 'uint8':
      return Uint8Array.from(values);
    case 'int8':
      return Int8Array.from(values);
    case 'uint16':
      return Uint16Array.from(values);
    case 'int16':
      return Int16Array.from(values);
    case 'uint32':
      return Uint32Array.from(values);
    case 'int32':
      return Int32Array.from(values);
    case 'float32':
      return Float32Array.from(values);
    case 'float64':
      return Float64Array.from(values);
  }
}

const sizes = fc.oneof(
  fc.constantFrom([1, 1], [1, 40], [40, 1], [2, 1], [3, 3]),
  fc.tuple(fc.integer({ min: 1, max: 17 }), fc.integer({ min: 1, max: 17 })),
);

/**
 * What no microscope makes, and what some do. Differences and sums of doubles beyond 1e300 are
 * infinite themselves, so these are left out.
 */
const samples = fc.oneof(
  { weight: 3, arbitrary: fc.constantFrom(Number.NaN, Infinity, -Infinity, 0, -0) },
  {
    weight: 2,
    arbitrary: fc.constantFrom(65_535, 2 ** 32 - 1, 3e38, -3e38, 1e300, -1e300, 5e-324),
  },
  { weight: 5, arbitrary: fc.double({ min: -1e300, max: 1e300 }) },
  { weight: 5, arbitrary: fc.integer({ min: 0, max: 300 }) },
);

const images: fc.Arbitrary<DecodedImage> = fc
  .record({
    size: sizes,
    pixelType: fc.constantFrom(...TYPES),
    values: fc.array(samples, { minLength: 1, maxLength: 60 }),
  })
  .map(({ size: [width = 1, height = 1], pixelType, values }) => {
    const all = Array.from(
      { length: width * height },
      (_, i) => values[i % values.length] as number,
    );
    const plane = planeOf(pixelType, all);
    return {
      width,
      height,
      pixelType,
      channels: [plane],
      channelNames: ['Channel 1'],
      isRgb: false,
      bitsPerSample: 16,
      pageIndex: 0,
      pageCount: 1,
      pixelSizeUm: null,
      formatName: 'TIFF',
    };
  });

const settings = fc.record({
  threshold: fc.double({ min: 0, max: 1, noNaN: true }),
  minimumSizePx: fc.constantFrom(0, 1, 5, 1e9),
  fillHoles: fc.boolean(),
  removeBorderObjects: fc.boolean(),
  splitTouching: fc.double({ min: 0, max: 1, noNaN: true }),
  growToBorders: fc.boolean(),
});

/** The image as the network would see it, taken for its answer. */
function normalized(image: DecodedImage, invert: boolean): Float32Array {
  const input = prepareInput(image, {
    channels: [0],
    invert,
    scale: 1,
    normalization: { kind: 'percentile', lowPercent: 0.1, highPercent: 99.9, outputRange: [0, 1] },
  });
  return readNormalizedWindow(input, { x: 0, y: 0, width: image.width, height: image.height });
}

describe('pixels of any kind', () => {
  it(
    'are normalised, made into objects and measured without an error, and without NaN',
    () => {
      fc.assert(
        fc.property(images, settings, fc.boolean(), (image, chosen, invert) => {
          const { width, height } = image;
          const pixels = normalized(image, invert);
          expect(pixels.every((value) => value >= 0 && value <= 1)).toBe(true);
          const data = Uint16Array.from(pixels, (value) => Math.round(value * PROBABILITY_LEVELS));
          const { labels, count } = extractInstances({ width, height, data }, chosen);
          const table = measureInstances(labels, image.channels, { pixelSizeUm: 0.5 });
          expect(table.rowCount).toBe(count);
          const plane = image.channels[0] as PixelData;
          for (const { id, values } of table.columns) {
            for (const [row, value] of values.entries()) {
              if (Number.isFinite(value)) continue;
              // An object without a single finite sample has no intensity.
              expect(id).toMatch(/^intensity_/);
              const own = plane.filter((_, i) => labels.data[i] === row + 1);
              expect(
                own.some((sample) => Number.isFinite(sample)),
                id,
              ).toBe(false);
            }
          }
        }),
        { seed: 1, numRuns: 1000 },
      );
    },
    SLOW_MS,
  );

  it(
    'are summed up for the display in finite numbers',
    () => {
      fc.assert(
        fc.property(images, (image) => {
          const summary = summarizeChannel(image.channels[0] as PixelData, 'c');
          const { min, max, autoRange, codeOffset, codeStep, histogram } = summary;
          for (const value of [min, max, ...autoRange, codeOffset, codeStep]) {
            expect(Number.isFinite(value)).toBe(true);
          }
          const counted = histogram.reduce((sum, bin) => sum + bin, 0);
          expect(counted + summary.nonFiniteCount).toBe(image.width * image.height);
        }),
        { seed: 1, numRuns: 1000 },
      );
    },
    SLOW_MS,
  );

  it(
    'are labels, or refused as labels by the value that is none',
    () => {
      fc.assert(
        fc.property(images, fc.constantFrom('auto' as const, 'classes' as const), (image, kind) => {
          try {
            const { data } = readTruthLabels(image, kind);
            expect(data).toHaveLength(image.width * image.height);
            const table = measureInstances({ ...image, data }, image.channels, {
              pixelSizeUm: null,
            });
            expect(table.rowCount).toBe(new Set(data.filter((label) => label > 0)).size);
          } catch (error) {
            expect(error).toBeInstanceOf(AppError);
            expect(error).toHaveProperty('code', 'unsupported-format');
          }
        }),
        { seed: 1, numRuns: 1000 },
      );
    },
    SLOW_MS,
  );
});

it('a map of 0 × 0 px is refused by name', () => {
  const chosen = {
    threshold: 0.5,
    minimumSizePx: 0,
    fillHoles: true,
    removeBorderObjects: false,
    splitTouching: 0.5,
    growToBorders: false,
  };
  const empty = { width: 0, height: 0, data: new Uint16Array(0) };
  expect(() => extractInstances(empty, chosen)).toThrow(
    expect.objectContaining({ code: 'shape-mismatch', message: expect.stringContaining('0 × 0') }),
  );
});

it('65,535 objects are all measured', () => {
  const data = Uint32Array.from({ length: 65_535 }, (_, i) => i + 1);
  const labels = { width: 255, height: 257, data };
  const table = measureInstances(labels, [new Uint8Array(data.length)], { pixelSizeUm: null });
  expect(table.rowCount).toBe(65_535);
});
