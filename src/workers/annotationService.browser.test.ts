import { beforeAll, describe, expect, it } from 'vitest';
import { BACKGROUND, UNANNOTATED } from '#domain/annotation/annotationValues.ts';
import type { AnnotationApi } from '#workers/annotationApi.ts';
import { startAnnotationService } from '#workers/annotationService.ts';
import type { Client } from '#workers/contract.ts';

let annotation: Client<AnnotationApi>;

beforeAll(() => {
  annotation = startAnnotationService();
});

const imageId = 'sample';
const disc = (x: number, y: number, radiusPx: number) => new Float32Array([x, y, radiusPx]);
const level0 = { level: 0, column: 0, row: 0 };

describe('startAnnotationService', () => {
  it('paints, reads, takes back and does again in the worker', async () => {
    const opened = await annotation.open({ imageId, width: 600, height: 400 });
    expect(opened).toMatchObject({ objectCount: 0, undoTitle: null, droppedSteps: 0 });

    const painted = await annotation.edit({
      imageId,
      edit: { kind: 'stroke', points: disc(20, 30, 5), value: 'new', overwritesObjects: true },
    });
    expect(painted.label).toBe(1);
    expect(painted.changed).toEqual({ x: 15, y: 25, width: 10, height: 10 });
    expect(painted.state).toMatchObject({ objectCount: 1, undoTitle: 'brush stroke' });
    await annotation.edit({ imageId, edit: { kind: 'background-elsewhere' } });
    expect(await annotation.valueAt({ imageId, x: 20, y: 30 })).toBe(1);
    expect(await annotation.valueAt({ imageId, x: 599, y: 399 })).toBe(BACKGROUND);
    expect(
      await annotation.objectsInBox({ imageId, box: { x: 0, y: 0, width: 16, height: 30 } }),
    ).toEqual([1]);

    const tile = await annotation.readTile({ imageId, address: { level: 0, column: 1, row: 0 } });
    expect([tile.width, tile.height, tile.data[0]]).toEqual([88, 400, BACKGROUND]);

    const { labels } = await annotation.read({ imageId });
    expect(labels.data.filter((value) => value === 1).length).toBe(80);

    await annotation.undo({ imageId });
    const undone = await annotation.undo({ imageId });
    expect(undone.state).toMatchObject({ annotatedPixels: 0, redoTitle: 'brush stroke' });
    const empty = await annotation.readTile({ imageId, address: level0 });
    expect(empty.data.every((value) => value === UNANNOTATED)).toBe(true);

    await annotation.redo({ imageId });
    await annotation.redo({ imageId });
    expect((await annotation.read({ imageId })).labels.data).toEqual(labels.data);
  });

  it('keeps an annotation that is open, refuses another size, and takes a snapshot back', async () => {
    const other = 'other';
    await annotation.open({ imageId: other, width: 40, height: 30 });
    const points = disc(20, 10, 6);
    await annotation.edit({
      imageId: other,
      edit: { kind: 'stroke', points, value: 'new', overwritesObjects: true, classIndex: 2 },
    });
    const state = await annotation.open({ imageId: other, width: 40, height: 30 });
    expect(state).toMatchObject({ objectCount: 1, highestClass: 2 });
    await expect(annotation.open({ imageId: other, width: 41, height: 30 })).rejects.toMatchObject({
      code: 'shape-mismatch',
    });

    const snapshot = await annotation.read({ imageId: other });
    await annotation.edit({ imageId: other, edit: { kind: 'clear' } });
    const restored = await annotation.restore({ imageId: other, snapshot });
    expect(restored).toMatchObject({ objectCount: 1, highestClass: 2, undoTitle: null });
    expect(await annotation.read({ imageId: other })).toEqual(snapshot);

    await annotation.close({ imageId: other });
    await expect(annotation.undo({ imageId: other })).rejects.toMatchObject({ code: 'not-found' });
  });

  it('leaves the annotation as it was when an edit is refused', async () => {
    const refused = 'refused';
    await annotation.open({ imageId: refused, width: 30, height: 30 });
    await annotation.edit({
      imageId: refused,
      edit: { kind: 'stroke', points: disc(15, 15, 8), value: 'new', overwritesObjects: true },
    });
    const before = await annotation.read({ imageId: refused });
    const points = new Float32Array([2, 2, 15, 15]);
    await expect(
      annotation.edit({ imageId: refused, edit: { kind: 'split', points, label: null } }),
    ).rejects.toMatchObject({ code: 'invalid-argument' });
    expect(await annotation.read({ imageId: refused })).toEqual(before);
    const { state } = await annotation.undo({ imageId: refused });
    expect(state).toMatchObject({ objectCount: 0, undoTitle: null });
  });
});
