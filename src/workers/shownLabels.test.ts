import { expect, it } from 'vitest';
import { labelsFromMap } from '#domain/segmentation/keptLabels.ts';
import { fakeImage } from '#testing/fakeImages.ts';
import type { OpenImage } from '#workers/openImages.ts';
import { clearPrediction, keptMap, showLabels } from '#workers/shownLabels.ts';

function openImage(): OpenImage {
  return {
    image: fakeImage(),
    summaries: [],
    map: { width: 8, height: 4, data: new Uint16Array(32).fill(9) },
    regions: [{ x: 0, y: 0, width: 2, height: 2 }],
    runRegion: null,
    run: null,
    objects: null,
    settings: null,
    isFreshMap: true,
  };
}

function labels(width = 8) {
  const data = new Uint32Array(width * 4);
  data.fill(3, 0, 5);
  data.fill(70_000, 20, 22);
  return { width, height: 4, data };
}

it('objects of a file take the place of a map, and are kept as they are', () => {
  const open = openImage();
  const { value } = showLabels(open, labels(), 0.5);
  expect([...(value.objects.columns[0]?.values ?? [])]).toEqual([3, 70_000]);
  expect(value).toMatchObject({ coveredFraction: 7 / 32, canUndoDelete: false });
  expect(open).toMatchObject({ map: null, regions: null });
  expect(labelsFromMap(keptMap(open), 4)).toEqual(labels());
});

it('come back without those that were deleted, which are kept all the same', () => {
  const open = openImage();
  const { value } = showLabels(open, labels(), null, [[21]]);
  expect([...(value.objects.columns[0]?.values ?? [])]).toEqual([3]);
  expect(value.canUndoDelete).toBe(true);
  expect(labelsFromMap(keptMap(open), 4)).toEqual(labels());
});

it('of another size are refused, and nothing changes', () => {
  const open = openImage();
  expect(() => showLabels(open, labels(6), null)).toThrowError(/6 × 4 px.*8 × 4 px/s);
  expect(open.map).not.toBeNull();
});

it('leave nothing behind', () => {
  const open = openImage();
  showLabels(open, labels(), null);
  clearPrediction(open);
  expect(() => keptMap(open)).toThrowError(/no prediction/);
  expect(open.regions).toEqual([]);
});
