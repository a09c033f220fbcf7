import { expect, it } from 'vitest';
import { labelsFromMap, mapFromLabels } from '#domain/segmentation/keptLabels.ts';

it.each([65_535, 65_536, 70_000, 0xffff_fffe])('objects up to id %i come back', (id) => {
  const labels = { width: 3, height: 2, data: Uint32Array.of(0, 1, id, 2, id, 0) };
  const map = mapFromLabels(labels);
  expect(map.data.length).toBe(map.width * map.height);
  expect(map.height).toBe(id < 65_536 ? 2 : 4);
  expect(labelsFromMap(map, 2)).toEqual(labels);
});
