import { BACKGROUND, isObjectLabel } from '#domain/annotation/annotationValues.ts';
import type { LabelImage } from '#domain/image/labelImage.ts';

/**
 * A copy of an annotation in which no two objects touch, also not by corners: where they did, the
 * pixels of the larger object (by area, of the higher id among equals) along the contact become
 * BACKGROUND, so that a small object never shrinks beside a large one. An object that would vanish,
 * as all its pixels touch smaller ones, stays as it is.
 *
 * Source: Ronneberger 2015, sec. 3: background between touching cells of the same class is part of
 * the target.
 */
export function cutTouchingObjects(annotation: LabelImage): LabelImage {
  const { width, height, data } = annotation;
  const areas = objectAreas(data);
  const cut = new Uint32Array(data);
  const cutPixels: number[] = [];
  const left = new Map(areas);
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      const i = y * width + x;
      const id = data[i] as number;
      if (!isObjectLabel(id) || !touchesSmaller(annotation, x, y, areas)) continue;
      cutPixels.push(i);
      left.set(id, (left.get(id) ?? 0) - 1);
    }
  }
  for (const i of cutPixels) {
    if (left.get(data[i] as number) !== 0) cut[i] = BACKGROUND;
  }
  return { width, height, data: cut };
}

/** Pixels of each object, by id. */
export function objectAreas(annotation: Uint32Array): Map<number, number> {
  const areas = new Map<number, number>();
  let start = 0;
  while (start < annotation.length) {
    const value = annotation[start] as number;
    let end = start + 1;
    while (end < annotation.length && annotation[end] === value) end++;
    if (isObjectLabel(value)) areas.set(value, (areas.get(value) ?? 0) + end - start);
    start = end;
  }
  return areas;
}

/** True when one of the 8 neighbours belongs to a smaller object. */
function touchesSmaller(
  { width, height, data }: LabelImage,
  x: number,
  y: number,
  areas: ReadonlyMap<number, number>,
): boolean {
  const id = data[y * width + x] as number;
  const yEnd = Math.min(height - 1, y + 1);
  const xEnd = Math.min(width - 1, x + 1);
  for (let ny = Math.max(0, y - 1); ny <= yEnd; ny++) {
    for (let nx = Math.max(0, x - 1); nx <= xEnd; nx++) {
      const other = data[ny * width + nx] as number;
      if (other === id || !isObjectLabel(other)) continue;
      const difference = (areas.get(other) ?? 0) - (areas.get(id) ?? 0);
      if (difference < 0 || (difference === 0 && other < id)) return true;
    }
  }
  return false;
}
