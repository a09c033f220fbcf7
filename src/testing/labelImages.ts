import fc from 'fast-check';
import type { LabelImage } from '#domain/image/labelImage.ts';
import { readGrid } from '#testing/labelGrids.ts';

/** A label image of rows of digits and letters, as `readGrid` reads them. */
export function labelsFrom(rows: string): LabelImage {
  const { width, height, data } = readGrid(rows);
  return { width, height, data: Uint32Array.from(data) };
}

/** Small label images of up to three labels in grains of 1 or 2 px: holes, nests, touches. */
export const labelImages: fc.Arbitrary<LabelImage> = fc
  .record({
    width: fc.integer({ min: 1, max: 14 }),
    height: fc.integer({ min: 1, max: 14 }),
    grainPx: fc.integer({ min: 1, max: 2 }),
    highest: fc.integer({ min: 1, max: 3 }),
  })
  .chain(({ width, height, grainPx, highest }) => {
    const columns = Math.ceil(width / grainPx);
    const count = columns * Math.ceil(height / grainPx);
    const grains = fc.array(fc.integer({ min: 0, max: highest }), {
      minLength: count,
      maxLength: count,
    });
    return grains.map((values) => ({
      width,
      height,
      data: new Uint32Array(width * height).map((_, i) => {
        const row = Math.floor(Math.floor(i / width) / grainPx);
        return values[row * columns + Math.floor((i % width) / grainPx)] as number;
      }),
    }));
  });

/**
 * Objects of about `pitchPx` that lie side by side and touch; of each hundred one is a ring, one has
 * another object in its hole, one is a single pixel and one is in two parts. Labels run from 1.
 */
export function denseLabels(columns: number, rows: number, pitchPx: number): LabelImage {
  const width = columns * pitchPx;
  const height = rows * pitchPx;
  const data = new Uint32Array(width * height);
  let label = 0;
  for (let row = 0; row < rows; row++) {
    for (let column = 0; column < columns; column++) {
      label++;
      const kind = label % 100;
      for (let y = 0; y < pitchPx; y++) {
        for (let x = 0; x < pitchPx; x++) {
          const value = valueAt(kind, label, { x, y, last: pitchPx - 1 });
          data[(row * pitchPx + y) * width + column * pitchPx + x] = value;
        }
      }
      if (kind === 2) label++;
    }
  }
  return { width, height, data };
}

interface CellPixel {
  readonly x: number;
  readonly y: number;
  readonly last: number;
}

function valueAt(kind: number, label: number, { x, y, last }: CellPixel): number {
  const depth = Math.min(x, y, last - x, last - y);
  switch (kind) {
    case 1:
      return depth === 2 ? 0 : label;
    case 2:
      return [label, label, 0][depth] ?? label + 1;
    case 3:
      return x === 1 && y === 1 ? label : 0;
    case 4:
      return x === y ? 0 : label;
    default:
      return x + y === 0 || x + y === 2 * last ? 0 : label;
  }
}
