import type { Random } from '#lib/random.ts';

/** Distance from a centre to the border by direction; closed, without loops. */
export interface Outline {
  /** Radii in px at equal steps of angle, the first one towards +x, then towards +y. */
  readonly radiiPx: Float32Array<ArrayBuffer>;
  readonly largestPx: number;
}

const ANGLE_STEPS = 96;
const STEPS_PER_RAD = ANGLE_STEPS / (2 * Math.PI);

/** How far an outline departs from a circle. */
export interface OutlineShape {
  /** Radius of the circle with the area of the ellipse. */
  readonly radiusPx: number;
  /** Long axis / short axis, ≥ 1; its direction is random. */
  readonly elongation: number;
  /** Largest relative amplitude of the waves round the border. */
  readonly wobble: number;
  /** Waves round the border, e.g. [2, 5]: the least and the most. */
  readonly waves: readonly [number, number];
}

/** A random outline: an ellipse whose border has waves of falling amplitude. */
export function randomOutline(shape: OutlineShape, random: Random): Outline {
  const halfLong = shape.radiusPx * Math.sqrt(shape.elongation);
  const halfShort = shape.radiusPx / Math.sqrt(shape.elongation);
  const direction = random.uniform(0, Math.PI);
  const waves: { readonly count: number; readonly amplitude: number; readonly phase: number }[] =
    [];
  for (let count = shape.waves[0]; count <= shape.waves[1]; count++) {
    const amplitude = (random.uniform(0, shape.wobble) * shape.waves[0]) / count;
    waves.push({ count, amplitude, phase: random.uniform(0, 2 * Math.PI) });
  }
  const radiiPx = new Float32Array(ANGLE_STEPS);
  let largestPx = 0;
  for (let step = 0; step < ANGLE_STEPS; step++) {
    const angle = step / STEPS_PER_RAD;
    const along = Math.cos(angle - direction) / halfLong;
    const across = Math.sin(angle - direction) / halfShort;
    const wave = waves.reduce(
      (sum, { count, amplitude, phase }) => sum + amplitude * Math.cos(count * angle + phase),
      1,
    );
    const radiusPx = Math.max(0.3 * shape.radiusPx, wave / Math.hypot(along, across));
    radiiPx[step] = radiusPx;
    largestPx = Math.max(largestPx, radiusPx);
  }
  return { radiiPx, largestPx };
}

/** Radius in px of an outline in the direction (dx, dy), between its steps linearly. */
export function radiusTowards({ radiiPx }: Outline, dx: number, dy: number): number {
  const angle = Math.atan2(dy, dx);
  const position = (angle < 0 ? angle + 2 * Math.PI : angle) * STEPS_PER_RAD;
  const step = Math.floor(position);
  const before = radiiPx[step % ANGLE_STEPS] as number;
  const after = radiiPx[(step + 1) % ANGLE_STEPS] as number;
  return before + (after - before) * (position - step);
}

/** A circle. */
export function circle(radiusPx: number): Outline {
  return { radiiPx: new Float32Array(ANGLE_STEPS).fill(radiusPx), largestPx: radiusPx };
}
