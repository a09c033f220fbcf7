/**
 * Run lengths of what rings on pixel edges enclose by the even-odd rule: down the columns, one after
 * the other; the first run is of zeros.
 *
 * @param rings corners x, y, … inside the image, joined by level and upright edges by turns
 */
export function encodeRle(
  rings: readonly Float64Array[],
  width: number,
  height: number,
): readonly number[] {
  const changes = changesOf(rings, height);
  const counts: number[] = [];
  let last = 0;
  for (let i = 0; i < changes.length; i++) {
    const change = changes[i] as number;
    // A run to the lower end of a column goes on at the upper end of the next.
    if (change === changes[i + 1]) {
      i++;
      continue;
    }
    counts.push(change - last);
    last = change;
  }
  if (last < width * height) counts.push(width * height - last);
  return counts;
}

/** Where inside and outside change, counted down the columns, in order: at every level edge. */
function changesOf(rings: readonly Float64Array[], height: number): Float64Array {
  const changes: number[] = [];
  for (const ring of rings) {
    let x0 = ring[ring.length - 2] as number;
    let y0 = ring[ring.length - 1] as number;
    for (let i = 0; i < ring.length; i += 2) {
      const x1 = ring[i] as number;
      const y1 = ring[i + 1] as number;
      if (y0 === y1) {
        for (let x = Math.min(x0, x1); x < Math.max(x0, x1); x++) changes.push(x * height + y1);
      }
      x0 = x1;
      y0 = y1;
    }
  }
  return Float64Array.from(changes).sort();
}
