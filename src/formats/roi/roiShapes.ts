import type { FileBudget } from '#formats/objects/fileBudget.ts';
import type { RoiHeader } from '#formats/roi/roiHeader.ts';

/** Sides of the box around a ROI; ImageJ selects pixels by whole numbers here, even where it keeps more. */
type Box = Pick<RoiHeader, 'left' | 'top' | 'right' | 'bottom'>;

/** Corners of a rectangle; rounded ones are taken as if they were not. */
export function rectangleRing({ left, top, right, bottom }: Box): Float64Array<ArrayBuffer> {
  return Float64Array.of(left, top, right, top, right, bottom, left, bottom);
}

/**
 * The pixels whose centres lie in the ellipse within a box, as steps on pixel edges: those that
 * ImageJ 1.53t selects, seen for all ovals of up to 40 × 40 px.
 */
export function ovalRing(
  { left, top, right, bottom }: Box,
  budget: FileBudget,
): Float64Array<ArrayBuffer> {
  const width = right - left;
  const height = Math.max(0, bottom - top);
  budget.takePoints(4 * height);
  const ring = new Float64Array(8 * height);
  for (let row = 0; row < height; row++) {
    const dy = (2 * row + 1) / height - 1;
    const reach = (width / 2) * Math.sqrt(1 - dy * dy);
    const from = left + Math.ceil(width / 2 - reach - 0.5);
    const to = left + Math.floor(width / 2 + reach - 0.5) + 1;
    const y = top + row;
    ring.set([to, y, to, y + 1], 4 * row);
    // Up again on the left side, from the last row to the first.
    ring.set([from, y + 1, from, y], ring.length - 4 * (row + 1));
  }
  return ring;
}
