/**
 * What a pixel of an annotation holds: an object's id (1 … MAX_OBJECT_LABEL), one of the two values
 * below, nothing else. An annotation is a `LabelImage` of these values.
 */

/** Not painted: training ignores the pixel. */
export const UNANNOTATED = 0;

/** Painted as background: training learns that no object is here. */
export const BACKGROUND = 0xffff_ffff;

/** Ids of objects stay at or below this, so that they never meet BACKGROUND. */
export const MAX_OBJECT_LABEL = 0xffff_fffe;

/** True when the pixel belongs to an annotated object. */
export function isObjectLabel(value: number): boolean {
  return value !== UNANNOTATED && value !== BACKGROUND;
}
