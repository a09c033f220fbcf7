import { expect, it } from 'vitest';
import { FIRST_REQUEST, requestFrom } from '#ui/export/exportMemory.ts';

it('comes back as it was chosen', () => {
  const chosen = {
    source: 'annotation',
    scope: 'all',
    formats: ['mask-png', 'coco'],
    isZipped: false,
  } as const;
  expect(requestFrom(JSON.parse(JSON.stringify(chosen)))).toEqual(chosen);
});

it.each([
  null,
  7,
  [],
  {},
  { source: 'x', scope: 3, formats: 'coco', isZipped: 'no' },
  { formats: ['exe'] },
])('is as the first time where %j was kept', (stored) => {
  expect(requestFrom(stored)).toEqual(FIRST_REQUEST);
});

it('leaves formats out that are not known any more', () => {
  expect(requestFrom({ formats: ['old', 'geojson', 'geojson'] }).formats).toEqual(['geojson']);
});
