import { expect, it } from 'vitest';
import { namesUsedTwice } from '#ui/images/imageText.ts';

it('finds the names that need their folder', () => {
  const images = ['a.tif', 'b.tif', 'a.tif', 'c.tif', 'a.tif'].map((name) => ({ name }));
  expect([...namesUsedTwice(images)]).toEqual(['a.tif']);
  expect(namesUsedTwice([])).toEqual(new Set());
});
