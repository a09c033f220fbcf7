import { axesOf, type PagesInfo, pageAt, placeOf } from '#domain/image/stackAxes.ts';

/** `_z03`, `_t12` and `_z03_t12` at the end of a stem. */
const MARK = /(?:_z(\d{1,7}))?(?:_t(\d{1,7}))?$/i;

/**
 * Which plane of a stack a file tells of, for the end of its stem: `_z03_t12`, counted from 1 as on
 * the sliders, an axis of one plane left out; empty for an image of one page.
 *
 * @param pageIndex from 0
 */
export function planeMark(info: PagesInfo, pageIndex: number): string {
  const { sizeZ, sizeT } = axesOf(info);
  const { z, t } = placeOf(info, pageIndex);
  return `${axisMark('z', z, sizeZ)}${axisMark('t', t, sizeT)}`;
}

/** A stem without the mark of a plane, and the mark; `null` where it has none. */
export function splitPlaneMark(
  stem: string,
): { readonly stem: string; readonly mark: string } | null {
  const mark = MARK.exec(stem)?.[0] ?? '';
  return mark === '' || mark === stem ? null : { stem: stem.slice(0, -mark.length), mark };
}

/** The page that a mark names; `null` when the image has no such plane, or only one. */
export function pageOfMark(info: PagesInfo, mark: string): number | null {
  const { sizeZ, sizeT } = axesOf(info);
  const [, z, t] = MARK.exec(mark) ?? [];
  if (sizeZ * sizeT <= 1 || (z === undefined && t === undefined)) return null;
  const place = { z: indexOf(z), t: indexOf(t) };
  const isThere = place.z >= 0 && place.z < sizeZ && place.t >= 0 && place.t < sizeT;
  return isThere ? pageAt(info, place) : null;
}

/** `_z03`: a place on an axis, from 0, counted from 1; empty where the axis has one place only. */
export function axisMark(axis: 'z' | 't', index: number, size: number): string {
  if (size <= 1) return '';
  return `_${axis}${String(index + 1).padStart(String(size).length, '0')}`;
}

function indexOf(number: string | undefined): number {
  return number === undefined ? 0 : Number(number) - 1;
}
