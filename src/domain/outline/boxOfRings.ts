/** Sides of a box, px. */
export interface RingsBox {
  readonly left: number;
  readonly top: number;
  readonly right: number;
  readonly bottom: number;
}

/** Smallest box around rings of corners x, y, …; from +∞ to −∞ without any. */
export function boxOfRings(rings: readonly Float64Array[]): RingsBox {
  const box = { left: Infinity, top: Infinity, right: -Infinity, bottom: -Infinity };
  for (const ring of rings) {
    for (let i = 0; i < ring.length; i += 2) {
      box.left = Math.min(box.left, ring[i] as number);
      box.right = Math.max(box.right, ring[i] as number);
      box.top = Math.min(box.top, ring[i + 1] as number);
      box.bottom = Math.max(box.bottom, ring[i + 1] as number);
    }
  }
  return box;
}
