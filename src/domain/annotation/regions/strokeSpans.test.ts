import { describe, expect, it } from 'vitest';
import { strokeSpans } from '#domain/annotation/regions/strokeSpans.ts';

const SIZE = { width: 12, height: 9 };

/** The pixels of a stroke as rows of text. */
function draw(points: readonly number[]): string[] {
  const rows = Array.from({ length: SIZE.height }, () => Array(SIZE.width).fill('.'));
  const spans = strokeSpans(new Float32Array(points), SIZE);
  spans.rows.forEach((row, i) => {
    for (let run = 0; run < row.length; run += 2) {
      rows[spans.top + i]?.fill('#', row[run], row[run + 1]);
    }
  });
  return rows.map((row) => row.join(''));
}

describe('strokeSpans', () => {
  it('draws a disc by the distance of pixel centres, its edge included', () => {
    expect(draw([4.5, 4.5, 3])).toEqual([
      '............',
      '....#.......',
      '..#####.....',
      '..#####.....',
      '.#######....',
      '..#####.....',
      '..#####.....',
      '....#.......',
      '............',
    ]);
  });

  it('narrows evenly between two points of different radius', () => {
    expect(draw([2.5, 4.5, 2.2, 10.5, 4.5, 0.4])).toEqual([
      '............',
      '............',
      '..##........',
      '.#######....',
      '###########.',
      '.#######....',
      '..##........',
      '............',
      '............',
    ]);
  });

  it('takes the larger disc when it holds the smaller', () => {
    expect(draw([5, 4, 3, 5.5, 4.2, 1])).toEqual(draw([5, 4, 3]));
  });

  it('paints the pixel under a point however small the disc', () => {
    expect(draw([3.9, 2.1, 0])[2]).toBe('...#........');
  });

  it('joins a path that crosses itself to runs that are apart', () => {
    const { rows } = strokeSpans(
      new Float32Array([1, 1, 1, 10, 7, 1, 10, 1, 1, 1, 7, 1, 11, 4, 2]),
      SIZE,
    );
    for (const row of rows) {
      for (let i = 1; i < row.length; i++) expect(row[i]).toBeGreaterThan(row[i - 1] as number);
    }
  });

  it('leaves out what lies outside the image', () => {
    expect(draw([-50, 4, 3]).join('')).not.toContain('#');
    expect(draw([6, 4, 1e6]).join('')).not.toContain('.');
  });

  it.each([[[]], [[1, 2]], [[1, 2, 3, 4]], [[1, 2, -1]], [[1, Number.NaN, 1]], [[1, 1, Infinity]]])(
    'refuses %j',
    (points) => {
      expect(() => strokeSpans(points, SIZE)).toThrow(
        expect.objectContaining({ code: 'invalid-argument' }),
      );
    },
  );
});
