import { describe, expect, it } from 'vitest';
import { apronStrip } from '#ui/viewer/rendering/tileTextures.ts';

/** 1 2 3 / 4 5 6 */
const tile = { width: 3, height: 2, data: Uint32Array.of(1, 2, 3, 4, 5, 6) };

describe('apronStrip', () => {
  it('takes the columns or rows of the neighbour that lie at the seam', () => {
    expect([...apronStrip(tile, 'left', 2, true)]).toEqual([2, 3, 5, 6]);
    expect([...apronStrip(tile, 'right', 2, true)]).toEqual([1, 2, 4, 5]);
    expect([...apronStrip(tile, 'top', 1, true)]).toEqual([4, 5, 6]);
    expect([...apronStrip(tile, 'bottom', 1, true)]).toEqual([1, 2, 3]);
  });

  it('ends with the last column of a neighbour that is narrower than the apron', () => {
    expect([...apronStrip(tile, 'right', 4, true)]).toEqual([1, 2, 3, 3, 4, 5, 6, 6]);
  });

  it('goes on with the own edge where there is no neighbour', () => {
    expect([...apronStrip(tile, 'left', 2, false)]).toEqual([1, 1, 4, 4]);
    expect([...apronStrip(tile, 'right', 2, false)]).toEqual([3, 3, 6, 6]);
    expect([...apronStrip(tile, 'bottom', 2, false)]).toEqual([4, 5, 6, 4, 5, 6]);
  });
});
