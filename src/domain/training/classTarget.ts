import { isObjectLabel } from '#domain/annotation/annotationValues.ts';
import type { LabelImage } from '#domain/image/labelImage.ts';

/** Class of objects that are not listed. */
const USUAL_CLASS = 1;

/**
 * Class index of every pixel, [height, width]: 0 for background and what is not annotated, that of
 * the object elsewhere.
 *
 * @param classes classes of objects that are not 1, by id
 */
export function classTarget(
  annotation: LabelImage,
  classes: ReadonlyMap<number, number>,
): Uint8Array<ArrayBuffer> {
  const { data } = annotation;
  const target = new Uint8Array(data.length);
  let lastId = 0;
  let lastClass = 0;
  for (let i = 0; i < data.length; i++) {
    const id = data[i] as number;
    if (id !== lastId) {
      lastId = id;
      lastClass = isObjectLabel(id) ? (classes.get(id) ?? USUAL_CLASS) : 0;
    }
    target[i] = lastClass;
  }
  return target;
}
