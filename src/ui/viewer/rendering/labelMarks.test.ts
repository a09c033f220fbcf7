import { describe, expect, it } from 'vitest';
import { markTexels } from '#ui/viewer/rendering/labelMarks.ts';

describe('markTexels', () => {
  it('marks exactly the selected labels, in rows of 2048', () => {
    const { width, height, texels } = markTexels(new Set([1, 2047, 2048, 5000]));
    expect([width, height]).toEqual([2048, 3]);
    const marked = [...texels.keys()].filter((label) => texels[label] === 1);
    expect(marked).toEqual([1, 2047, 2048, 5000]);
  });

  it('is one empty row without a selection', () => {
    const { height, texels } = markTexels(new Set());
    expect(height).toBe(1);
    expect(texels.some(Boolean)).toBe(false);
  });
});
