import { isObjectLabel } from '#domain/annotation/annotationValues.ts';
import { objectBox, paintBox, readBox } from '#domain/annotation/edits/objectBox.ts';
import { existingObjects } from '#domain/annotation/edits/replaceObjects.ts';
import type { EditRecorder } from '#domain/annotation/history/editRecorder.ts';
import { labelComponents } from '#domain/segmentation/connectedComponents.ts';

/**
 * Gives objects their holes. A hole is an 8-connected piece of pixels around which only this object
 * and no border of the image lies; one with a pixel of another object in it stays.
 */
export function fillObjectHoles(recorder: EditRecorder, labels: readonly number[] | null): void {
  for (const label of existingObjects(recorder.annotation, labels)) fillHolesOf(recorder, label);
}

function fillHolesOf(recorder: EditRecorder, label: number): void {
  const box = objectBox(recorder.annotation, label);
  if (!box || box.isFull) return;
  const holes = findHoles(readBox(recorder.annotation, box), box.width, label);
  if (holes.includes(1)) paintBox(recorder, box, holes, [undefined, label]);
}

/** 1 where a pixel lies in a hole of the object; `values` are those of its box. */
function findHoles(values: Uint32Array, width: number, label: number): Uint8Array<ArrayBuffer> {
  const height = values.length / width;
  const holes = new Uint8Array(values.length);
  for (let i = 0; i < values.length; i++) if (values[i] !== label) holes[i] = 1;
  const pieces = labelComponents({ width, height, data: holes }, 1, 8);
  const isHole = new Uint8Array(pieces.count + 1).fill(1, 1);
  for (let i = 0; i < values.length; i++) {
    const piece = pieces.labels[i] as number;
    if (piece === 0) continue;
    const x = i % width;
    const isEdge = x === 0 || x === width - 1 || i < width || i >= values.length - width;
    if (isEdge || isObjectLabel(values[i] as number)) isHole[piece] = 0;
  }
  for (let i = 0; i < values.length; i++) holes[i] = isHole[pieces.labels[i] as number] as number;
  return holes;
}
