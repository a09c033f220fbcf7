import { expect, it } from 'vitest';
import { type PaletteItem, searchItems } from '#ui/palette/paletteItems.ts';

const item = (title: string, group: string): PaletteItem => ({
  id: title,
  title,
  group,
  keys: '',
  isEnabled: true,
  reason: '',
  run: () => undefined,
  places: [],
  groupPlaces: [],
});

it('tells which letters were found in the title, and which in the group', () => {
  const [found] = searchItems([item('Mask (PNG)', 'Export')], 'export mask');
  const letters = (text: string, places: readonly number[] = []) =>
    places.map((place) => text[place]).join('');
  expect(letters('Mask (PNG)', found?.places)).toBe('Mask');
  expect(letters('Export', found?.groupPlaces)).toBe('Export');
  const [inTitle] = searchItems([item('Mask (PNG)', 'Export')], 'mask');
  expect(inTitle?.groupPlaces).toEqual([]);
});
