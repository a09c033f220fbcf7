import type { PlanePlace } from '#domain/export/exportedPlane.ts';
import { axisMark } from '#domain/export/planeMark.ts';

/**
 * What tells the files of one plane from those of the others, e.g. `_z03_t12`, counted from 1 as on
 * the sliders; empty when there is one plane only.
 *
 * @param all planes that are written, this one among them
 */
export function planeSuffix(place: PlanePlace, all: readonly PlanePlace[]): string {
  if (all.length <= 1) return '';
  const part = (axis: 'z' | 't') => {
    const places = all.map((other) => other[axis]);
    return new Set(places).size > 1 ? axisMark(axis, place[axis], Math.max(...places) + 1) : '';
  };
  return `${part('z')}${part('t')}`;
}
