import { expect, it } from 'vitest';
import { foregroundMask } from '#domain/segmentation/foregroundMask.ts';

it('keeps the pixels whose probability is at least the threshold', () => {
  const map = { width: 4, height: 1, data: Uint16Array.of(0, 32_767, 32_768, 65_535) };
  expect([...foregroundMask(map, 0.5).data]).toEqual([0, 0, 1, 1]);
  expect([...foregroundMask(map, 0).data]).toEqual([1, 1, 1, 1]);
});
