import { expect, it } from 'vitest';
import { annotationFrom, snapshotOf } from '#domain/annotation/annotation.ts';
import { BACKGROUND } from '#domain/annotation/annotationValues.ts';
import { importLabels } from '#domain/annotation/edits/importLabels.ts';
import { EditRecorder } from '#domain/annotation/history/editRecorder.ts';
import type { LabelImage } from '#domain/image/labelImage.ts';
import { readLabelImage } from '#domain/segmentation/labelReading.ts';
import { readTiff } from '#formats/tiff/readTiff.ts';
import { LabelStack } from '#formats/tiff/writing/labelStack.ts';
import { denseLabels } from '#testing/labelImages.ts';

async function exportedAndRead(labels: LabelImage) {
  const stack = new LabelStack(null);
  stack.add(labels, { pageIndex: 0, z: 0, t: 0 });
  return readLabelImage(await readTiff(new Blob([...stack.finish()]), 0), 'auto');
}

it('labels that are exported, imported as annotation and exported again are the same image', async () => {
  const dense = denseLabels(265, 265, 7);
  const { width, height } = dense;
  // 70,000 objects and more, numbered up to 16.7 millions and out of order.
  const labels = {
    width,
    height,
    data: dense.data.map((label) => (label * 9_999_991) % 16_777_213),
  };
  const read = await exportedAndRead(labels);
  expect(read).toMatchObject({ objectCount: new Set(labels.data).size - 1, doubt: null });
  const empty = { labels: { width, height, data: new Uint32Array(width * height) } };
  const annotation = annotationFrom({ ...empty, classes: new Map() });
  const recorder = new EditRecorder(annotation);
  const { labels: taken, classes } = read;
  importLabels(recorder, {
    kind: 'import',
    title: '',
    labels: taken,
    classes,
    keepsExisting: false,
  });
  const { data } = snapshotOf(annotation).labels;
  const objects = data.map((value) => (value === BACKGROUND ? 0 : value));
  const again = await exportedAndRead({ width, height, data: objects });
  expect(again.labels.data.every((value, i) => value === labels.data[i])).toBe(true);
});
