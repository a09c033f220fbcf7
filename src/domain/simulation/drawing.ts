/** 0 below `low`, 1 above `high`, a smooth rise between. */
export function smoothStep(low: number, high: number, value: number): number {
  const t = Math.min(1, Math.max(0, (value - low) / (high - low)));
  return t * t * (3 - 2 * t);
}

/** A bell curve of height 1 round 0. */
export function bell(value: number, sigma: number): number {
  return Math.exp(-(value * value) / (2 * sigma * sigma));
}

/** Visits the pixels of an image inside the square of half edge `reachPx` round a centre. */
export function forEachPixelAround(
  { width, height }: { readonly width: number; readonly height: number },
  centre: { readonly x: number; readonly y: number },
  reachPx: number,
  visit: (x: number, y: number) => void,
): void {
  const right = Math.min(width - 1, Math.floor(centre.x + reachPx));
  const bottom = Math.min(height - 1, Math.floor(centre.y + reachPx));
  for (let y = Math.max(0, Math.ceil(centre.y - reachPx)); y <= bottom; y++) {
    for (let x = Math.max(0, Math.ceil(centre.x - reachPx)); x <= right; x++) visit(x, y);
  }
}
