import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  edgeLoss,
  haloPx,
  inputEdgeFor,
  outputEdge,
  skipBorderPx,
} from '#domain/unet/validShape.ts';
import { hasShared, sharedPath } from '#testing/sharedData.ts';

describe('outputEdge', () => {
  it('gives the sizes of Ronneberger 2015, Fig. 1', () => {
    expect(outputEdge(572, 4)).toBe(388);
    expect(haloPx(4)).toBe(92);
  });

  it('loses the same border whatever the tile size', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 5 }),
        fc.integer({ min: 1, max: 999 }),
        (depth, wanted) => {
          const inputEdge = inputEdgeFor(wanted, depth);
          expect(inputEdge - outputEdge(inputEdge, depth)).toBe(edgeLoss(depth));
        },
      ),
    );
  });

  it.each([570, 573, 172])('refuses a %i px tile at depth 4', (inputEdge) => {
    expect(() => outputEdge(inputEdge, 4)).toThrow(
      expect.objectContaining({ code: 'shape-mismatch' }),
    );
  });
});

it('crops the skip connections as in Ronneberger 2015, Fig. 1', () => {
  expect([0, 1, 2, 3].map((level) => skipBorderPx(4, level))).toEqual([88, 40, 16, 4]);
});

describe('inputEdgeFor', () => {
  it('gives the smallest tile that covers the wanted output', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 5 }),
        fc.integer({ min: 1, max: 999 }),
        (depth, wanted) => {
          const inputEdge = inputEdgeFor(wanted, depth);
          expect(outputEdge(inputEdge, depth)).toBeGreaterThanOrEqual(wanted);
          expect(outputEdge(inputEdge, depth)).toBeLessThan(wanted + 2 ** depth);
        },
      ),
    );
  });
});

describe.skipIf(!hasShared)('sizes of the reference network', () => {
  const sizes = hasShared
    ? JSON.parse(readFileSync(sharedPath('reference/sizes.json'), 'utf8'))
    : {};

  it.each([
    ['valid_output', 4],
    ['valid_output_depth3', 3],
  ] as const)('match %s', (key, depth) => {
    const entries = Object.entries<number>(sizes[key]);
    expect(entries.length).toBeGreaterThan(20);
    for (const [inputEdge, expected] of entries) {
      expect(outputEdge(Number(inputEdge), depth)).toBe(expected);
    }
  });
});
