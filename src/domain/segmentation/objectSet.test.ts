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

it('keeps deleted objects away when the labels are extracted anew with other ids', () => {
  const set = deleteLabels(objectSet(extracted), [1]);
  const anew = { width: 6, height: 1, data: Uint32Array.of(1, 2, 2, 3, 4, 4) };
  const carried = objectSet(anew, set.deletions);
  expect([...carried.labels.data]).toEqual([1, 0, 0, 3, 4, 4]);
  expect(undoLastDeletion(carried).labels.data).toEqual(anew.data);
});

it('never deletes the background where a deleted object is gone', () => {
  const set = deleteLabels(objectSet(extracted), [2]);
  const anew = { width: 6, height: 1, data: Uint32Array.of(0, 1, 1, 0, 2, 2) };
  expect(objectSet(anew, set.deletions).labels.data).toEqual(anew.data);
});
