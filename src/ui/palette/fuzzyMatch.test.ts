import { describe, expect, it } from 'vitest';
import { fuzzyMatch } from '#ui/palette/fuzzyMatch.ts';

const TITLES = [
  'Segment',
  'Segment all',
  'Select',
  'Use prediction as annotation',
  'Measurements (CSV)',
  'Train',
  'Train from scratch',
  'Keyboard shortcuts',
  'Zoom to 1:1',
  'Go to the list of images',
  'Go to the image',
];

const best = (query: string): string | undefined =>
  TITLES.map((title) => ({ title, match: fuzzyMatch(query, title) }))
    .filter(({ match }) => match !== null)
    .sort((a, b) => (b.match?.score ?? 0) - (a.match?.score ?? 0))[0]?.title;

describe('fuzzy search', () => {
  it.each([
    ['seg', 'Segment'],
    ['sa', 'Segment all'],
    ['seg all', 'Segment all'],
    ['csv', 'Measurements (CSV)'],
    ['scratch', 'Train from scratch'],
    ['train', 'Train'],
    ['kbd', 'Keyboard shortcuts'],
    ['annotation', 'Use prediction as annotation'],
    ['1:1', 'Zoom to 1:1'],
    ['ALL SEG', 'Segment all'],
    ['go to the image', 'Go to the image'],
  ])('"%s" finds %s', (query, title) => {
    expect(best(query)).toBe(title);
  });

  it('finds nothing for letters that are missing', () => {
    expect(best('xyzzy')).toBeUndefined();
    expect(fuzzyMatch('segments', 'Segment')).toBeNull();
  });

  it('tells which letters were found', () => {
    expect(fuzzyMatch('seg', 'Segment all')?.places).toEqual([0, 1, 2]);
    expect(fuzzyMatch('sa', 'Segment all')?.places).toEqual([0, 8]);
    expect(fuzzyMatch('', 'Segment')?.places).toEqual([]);
  });
});
