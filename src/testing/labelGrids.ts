import fc from 'fast-check';

/** A small picture whose pixels are integers. */
export interface Grid {
  readonly width: number;
  readonly height: number;
  /** [height, width] */
  readonly data: Int32Array<ArrayBuffer>;
}

/** Reads rows of digits and letters (`a` = 10 …), parted by white space; `.` = 0. */
export function readGrid(text: string): Grid {
  const rows = text.trim().split(/\s+/);
  const values = rows.join('').replaceAll('.', '0');
  const data = Int32Array.from(values, (symbol) => Number.parseInt(symbol, 36));
  return { width: (rows[0] as string).length, height: rows.length, data };
}

/** The rows of a grid as text, the other way round. */
export function showGrid(data: ArrayLike<number>, width: number): string[] {
  const symbols = Array.from(data, (value) => (value === 0 ? '.' : value.toString(36)));
  const rows: string[] = [];
  for (let start = 0; start < symbols.length; start += width) {
    rows.push(symbols.slice(start, start + width).join(''));
  }
  return rows;
}

/** Pictures with a foreground of 1, between sparse and dense, in grains of up to 3 × 3 px. */
export const masks: fc.Arbitrary<Grid> = fc
  .record({
    width: fc.integer({ min: 1, max: 18 }),
    height: fc.integer({ min: 1, max: 18 }),
    grainPx: fc.integer({ min: 1, max: 3 }),
    foregroundPercent: fc.integer({ min: 0, max: 100 }),
  })
  .chain(({ width, height, grainPx, foregroundPercent }) => {
    const columns = Math.ceil(width / grainPx);
    const count = columns * Math.ceil(height / grainPx);
    const dice = fc.array(fc.integer({ min: 0, max: 99 }), { minLength: count, maxLength: count });
    return dice.map((grains) => {
      const data = new Int32Array(width * height);
      for (let i = 0; i < data.length; i++) {
        const column = Math.floor((i % width) / grainPx);
        const row = Math.floor(Math.floor(i / width) / grainPx);
        data[i] = (grains[row * columns + column] as number) < foregroundPercent ? 1 : 0;
      }
      return { width, height, data };
    });
  });

/** Indices of the pixels beside pixel `i`, in raster order. */
export function neighboursOf(
  i: number,
  { width, height }: { readonly width: number; readonly height: number },
  connectivity: 4 | 8,
): number[] {
  const x = i % width;
  const y = Math.floor(i / width);
  const neighbours: number[] = [];
  for (let dy = -1; dy <= 1; dy++) {
    for (let dx = -1; dx <= 1; dx++) {
      const steps = Math.abs(dx) + Math.abs(dy);
      if (steps === 0 || (connectivity === 4 && steps === 2)) continue;
      if (x + dx < 0 || x + dx >= width || y + dy < 0 || y + dy >= height) continue;
      neighbours.push((y + dy) * width + x + dx);
    }
  }
  return neighbours;
}

/** Connected pieces of equal pixels other than 0 by flood fill, numbered in raster order. */
export function floodFillPieces(grid: Grid, connectivity: 4 | 8): Int32Array<ArrayBuffer> {
  const pieces = new Int32Array(grid.data.length);
  let count = 0;
  for (let seed = 0; seed < pieces.length; seed++) {
    if (grid.data[seed] === 0 || pieces[seed] !== 0) continue;
    count++;
    pieces[seed] = count;
    const stack = [seed];
    for (let i = stack.pop(); i !== undefined; i = stack.pop()) {
      for (const j of neighboursOf(i, grid, connectivity)) {
        if (grid.data[j] !== grid.data[seed] || pieces[j] !== 0) continue;
        pieces[j] = count;
        stack.push(j);
      }
    }
  }
  return pieces;
}

/** Pixel counts by label, entry 0 = background. */
export function countPixels(labels: ArrayLike<number>): number[] {
  const counts: number[] = [];
  for (let i = 0; i < labels.length; i++) {
    const label = labels[i] as number;
    counts[label] = (counts[label] ?? 0) + 1;
  }
  return Array.from(counts, (count) => count ?? 0);
}
