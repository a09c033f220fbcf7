import type { LabelImage } from '#domain/image/labelImage.ts';
import type { LabelIndex } from '#domain/measurement/labelIndex.ts';

/**
 * Length that a border pixel adds, by 1 + 2 · (border pixels beside it) + 10 · (border pixels at its
 * corners): 1 on a straight border, √2 on a diagonal one, the mean of both at a bend, else 0.
 */
const LENGTH_BY_PATTERN = new Float64Array(50);
for (const pattern of [5, 7, 15, 17, 25, 27]) LENGTH_BY_PATTERN[pattern] = 1;
for (const pattern of [21, 33]) LENGTH_BY_PATTERN[pattern] = Math.SQRT2;
for (const pattern of [13, 23]) LENGTH_BY_PATTERN[pattern] = (1 + Math.SQRT2) / 2;

/**
 * Perimeter of every object in px, holes included. A pixel is border when one of its four neighbours
 * is not of the same object, so touching objects are measured as if they lay alone.
 *
 * Source: Benkrid & Crookes, Design and FPGA implementation of a perimeter estimator, as in
 * scikit-image `perimeter(neighborhood=4)`. A single pixel has none.
 */
export function measurePerimeters(
  labels: LabelImage,
  { labels: ids, rowOf }: LabelIndex,
): Float64Array<ArrayBuffer> {
  const perimeters = new Float64Array(ids.length);
  const { width, height } = labels;
  // Ids of border pixels, 0 elsewhere, of three image rows; a column of zeros on either side.
  let above = new Uint32Array(width + 2);
  let here = new Uint32Array(width + 2);
  let below = new Uint32Array(width + 2);
  markBorder(labels, 0, here);
  for (let y = 0; y < height; y++) {
    if (y + 1 < height) markBorder(labels, y + 1, below);
    else below.fill(0);
    for (let x = 1; x <= width; x++) {
      const label = here[x] as number;
      if (label === 0) continue;
      const beside =
        Number(here[x - 1] === label) +
        Number(here[x + 1] === label) +
        Number(above[x] === label) +
        Number(below[x] === label);
      const atCorners =
        Number(above[x - 1] === label) +
        Number(above[x + 1] === label) +
        Number(below[x - 1] === label) +
        Number(below[x + 1] === label);
      const length = LENGTH_BY_PATTERN[1 + 2 * beside + 10 * atCorners] as number;
      (perimeters[rowOf(label)] as number) += length;
    }
    [above, here, below] = [here, below, above];
  }
  return perimeters;
}

/** Writes the ids of the border pixels of image row `y` to `border[1 … width]`, else 0. */
function markBorder({ width, height, data }: LabelImage, y: number, border: Uint32Array): void {
  const start = y * width;
  const isOuterRow = y === 0 || y === height - 1;
  for (let x = 0; x < width; x++) {
    const i = start + x;
    const label = data[i] as number;
    const isInterior =
      !isOuterRow &&
      x > 0 &&
      x < width - 1 &&
      data[i - 1] === label &&
      data[i + 1] === label &&
      data[i - width] === label &&
      data[i + width] === label;
    border[x + 1] = isInterior ? 0 : label;
  }
}
