import type { LabelImage } from '#domain/image/labelImage.ts';

/**
 * Visits the object pixels as horizontal runs of one id, top to bottom and left to right. Far fewer
 * steps than pixels, and whatever is summed over a run has a closed form.
 *
 * @param visit gets the id, the row, and the first and last column of the run
 */
export function forEachRun(
  { width, height, data }: LabelImage,
  visit: (label: number, y: number, xFirst: number, xLast: number) => void,
): void {
  for (let y = 0; y < height; y++) {
    const start = y * width;
    const end = start + width;
    let i = start;
    while (i < end) {
      const label = data[i] as number;
      const first = i;
      do i++;
      while (i < end && data[i] === label);
      if (label !== 0) visit(label, y, first - start, i - 1 - start);
    }
  }
}
