import { expect, it } from 'vitest';
import { rovingTarget } from '#ui/annotation/rovingFocus.ts';

it('moves to the neighbours, around the ends and to them', () => {
  expect(rovingTarget('ArrowRight', 2, 3)).toBe(0);
  expect(rovingTarget('ArrowLeft', 0, 3)).toBe(2);
  expect(rovingTarget('ArrowDown', 0, 3)).toBe(1);
  expect(rovingTarget('Home', 2, 3)).toBe(0);
  expect(rovingTarget('End', 0, 3)).toBe(2);
});

it('leaves other keys alone', () => {
  expect(rovingTarget('b', 0, 3)).toBeNull();
});
