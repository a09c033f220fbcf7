/**
 * Area inside a ring in px²: positive when it runs clockwise on the screen (x to the right, y down),
 * negative the other way round. The shoelace formula, from the first corner so that large
 * coordinates cost no digits.
 *
 * @param ring x, y, … of its corners
 */
export function ringArea(ring: Float64Array): number {
  const x0 = ring[0] ?? 0;
  const y0 = ring[1] ?? 0;
  let twice = 0;
  for (let i = 2; i + 3 < ring.length; i += 2) {
    const ax = (ring[i] as number) - x0;
    const ay = (ring[i + 1] as number) - y0;
    const bx = (ring[i + 2] as number) - x0;
    const by = (ring[i + 3] as number) - y0;
    twice += ax * by - bx * ay;
  }
  return twice / 2;
}
