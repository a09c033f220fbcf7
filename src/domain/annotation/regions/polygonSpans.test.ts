import { describe, expect, it } from 'vitest';
import { polygonSpans } from '#domain/annotation/regions/polygonSpans.ts';

const SIZE = { width: 9, height: 7 };

/** How many polygons hold each pixel, as rows of text. */
function draw(...polygons: readonly (readonly number[])[]): string[] {
  const counts = Array.from({ length: SIZE.height }, () => new Array<number>(SIZE.width).fill(0));
  for (const points of polygons) {
    const spans = polygonSpans(new Float32Array(points), SIZE);
    spans.rows.forEach((row, i) => {
      for (let run = 0; run < row.length; run += 2) {
        for (let x = row[run] as number; x < (row[run + 1] as number); x++) {
          const counted = counts[spans.top + i] as number[];
          counted[x] = (counted[x] as number) + 1;
        }
      }
    });
  }
  return counts.map((row) => row.join('').replaceAll('0', '.'));
}

describe('polygonSpans', () => {
  it('fills what lies inside an odd number of times', () => {
    const outside = [1, 1, 8, 1, 8, 6, 1, 6, 1, 1];
    const inside = [3, 3, 6, 3, 6, 5, 3, 5, 3, 3];
    expect(draw([...outside, ...inside])).toEqual([
      '.........',
      '.1111111.',
      '.1111111.',
      '.11...11.',
      '.11...11.',
      '.1111111.',
      '.........',
    ]);
  });

  it('lets neighbours share no pixel and leave none out, also along pixel centres', () => {
    const left = [0.5, 0.5, 4.5, 0.5, 6.5, 5.5, 0.5, 5.5];
    const right = [4.5, 0.5, 8.5, 0.5, 8.5, 5.5, 6.5, 5.5];
    expect(draw(left, right)).toEqual([
      '11111111.',
      '11111111.',
      '11111111.',
      '11111111.',
      '11111111.',
      '.........',
      '.........',
    ]);
  });

  it('takes only what lies inside the image', () => {
    expect(draw([-1e6, -1e6, 1e6, -1e6, 1e6, 1e6, -1e6, 1e6]).join('')).toBe('1'.repeat(63));
    expect(draw([-9, 0, -1, 0, -1, 7]).join('')).toBe('.'.repeat(63));
  });

  it.each([[[]], [[1, 2, 3, 4]], [[1, 2, 3, 4, 5, 6, 7]], [[1, 2, 3, 4, 5, Number.NaN]]])(
    'refuses %j',
    (points) => {
      expect(() => polygonSpans(points, SIZE)).toThrow(
        expect.objectContaining({ code: 'invalid-argument' }),
      );
    },
  );
});
