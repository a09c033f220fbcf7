/**
 * Turns objects smaller than `minimumSizePx` into background, in place.
 *
 * @param labels [height, width], 0 = background
 * @param areasPx area by label
 * @returns how many objects were removed
 */
export function removeSmallObjects(
  labels: Int32Array,
  areasPx: Int32Array,
  minimumSizePx: number,
): number {
  const kept = new Int32Array(areasPx.length);
  let removedCount = 0;
  for (let label = 1; label < areasPx.length; label++) {
    if ((areasPx[label] as number) >= minimumSizePx) kept[label] = label;
    else removedCount++;
  }
  if (removedCount > 0) replaceLabels(labels, kept);
  return removedCount;
}

/** Turns objects with a pixel in the first or last row or column into background, in place. */
export function removeBorderObjects(labels: Int32Array, width: number): void {
  const kept = new Int32Array(largestLabel(labels) + 1);
  for (let label = 1; label < kept.length; label++) kept[label] = label;
  const lastRow = labels.length - width;
  for (let x = 0; x < width; x++) {
    kept[labels[x] as number] = 0;
    kept[labels[lastRow + x] as number] = 0;
  }
  for (let rowStart = 0; rowStart <= lastRow; rowStart += width) {
    kept[labels[rowStart] as number] = 0;
    kept[labels[rowStart + width - 1] as number] = 0;
  }
  replaceLabels(labels, kept);
}

/**
 * Numbers objects 1…n in raster order of their first pixels, in place.
 *
 * @param labels [height, width], 0 = background; memory grows with the largest label
 * @returns n
 */
export function relabelConsecutively(labels: Int32Array): number {
  const numbers = new Int32Array(largestLabel(labels) + 1);
  let count = 0;
  for (let i = 0; i < labels.length; i++) {
    const label = labels[i] as number;
    if (label === 0) continue;
    let number = numbers[label] as number;
    if (number === 0) {
      count++;
      number = count;
      numbers[label] = number;
    }
    labels[i] = number;
  }
  return count;
}

function replaceLabels(labels: Int32Array, replacements: Int32Array): void {
  for (let i = 0; i < labels.length; i++) labels[i] = replacements[labels[i] as number] as number;
}

function largestLabel(labels: Int32Array): number {
  let largest = 0;
  for (let i = 0; i < labels.length; i++) {
    if ((labels[i] as number) > largest) largest = labels[i] as number;
  }
  return largest;
}
