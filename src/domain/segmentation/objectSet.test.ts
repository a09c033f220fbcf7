import { expect, it } from 'vitest';
import { deleteLabels, objectSet, undoLastDeletion } from '#domain/segmentation/objectSet.ts';

const extracted = { width: 6, height: 1, data: Uint32Array.of(0, 1, 1, 2, 3, 3) };

it('deletes objects and keeps the ids of the others', () => {
  const set = deleteLabels(deleteLabels(objectSet(extracted), [1]), [3]);
  expect([...set.labels.data]).toEqual([0, 0, 0, 2, 0, 0]);
});

it('is what it was at the start when every deletion is undone', () => {
  const set = deleteLabels(deleteLabels(objectSet(extracted), [1, 2]), [3]);
  const once = undoLastDeletion(set);
  expect([...once.labels.data]).toEqual([0, 0, 0, 0, 3, 3]);
  expect(undoLastDeletion(once).labels.data).toEqual(extracted.data);
  expect(undoLastDeletion(undoLastDeletion(once)).labels.data).toEqual(extracted.data);
});
