import { axesOf, type PagesInfo, pageAt, placeOf } from '#domain/image/stackAxes.ts';

/**
 * Pages that are likely wanted after a step from one page to another: the next one that way, the one
 * on the other side, and the next but one. Ends join: a stack that is played begins again. A jump
 * along both axes says nothing of a way, so it counts as one to later pages.
 *
 * @returns pages from 0, the likeliest first, none twice and never `to` itself
 */
export function pagesAround(info: PagesInfo, from: number, to: number): readonly number[] {
  const [a, b] = [placeOf(info, from), placeOf(info, to)];
  const { sizeZ, sizeT } = axesOf(info);
  const isAlongZ = a.t === b.t && a.z !== b.z;
  const isAlongT = a.z === b.z && a.t !== b.t;
  const axis = isAlongZ || (!isAlongT && sizeT === 1) ? 'z' : 't';
  const size = axis === 'z' ? sizeZ : sizeT;
  const way = isAlongZ || isAlongT ? wayOf(b[axis] - a[axis], size) : 1;
  const pages = [1, -1, 2].map((step) => {
    const index = (b[axis] + way * step + 2 * size) % size;
    return pageAt(info, { ...b, [axis]: index });
  });
  return [...new Set(pages)].filter((page) => page !== to);
}

/** From an end to the other is one step further. */
function wayOf(difference: number, size: number): 1 | -1 {
  const isRound = size > 2 && Math.abs(difference) === size - 1;
  return difference > 0 !== isRound ? 1 : -1;
}

/** The page that is played after this one: the next time point, or slice where there is no time. */
export function pagePlayedNext(info: PagesInfo, pageIndex: number): number {
  const { sizeZ, sizeT } = axesOf(info);
  const { z, t } = placeOf(info, pageIndex);
  if (sizeT > 1) return pageAt(info, { z, t: (t + 1) % sizeT });
  return pageAt(info, { z: (z + 1) % sizeZ, t });
}
