import { bench, describe } from 'vitest';
import type { ProbabilityMap } from '#domain/image/probabilityMap.ts';
import { PROBABILITY_LEVELS } from '#domain/image/probabilityMap.ts';
import { measureInstances } from '#domain/measurement/measureInstances.ts';
import { extractInstances } from '#domain/segmentation/extractInstances.ts';
import type { InstanceSettings } from '#domain/segmentation/instanceSettings.ts';
import { createRandom } from '#lib/random.ts';

const SETTINGS: InstanceSettings = {
  threshold: 0.5,
  minimumSizePx: 30,
  fillHoles: true,
  removeBorderObjects: true,
  splitTouching: 0.9,
  growToBorders: false,
};

/** About `discCount` soft discs on a jittered grid, so dense that many touch. */
function drawDiscs(edge: number, discCount: number): ProbabilityMap {
  const random = createRandom(1);
  const data = new Uint16Array(edge * edge);
  const pitch = edge / Math.sqrt(discCount);
  for (let y = pitch / 2; y < edge; y += pitch) {
    for (let x = pitch / 2; x < edge; x += pitch) {
      const centre = { x: x + random.uniform(-6, 6), y: y + random.uniform(-6, 6) };
      drawDisc(data, edge, centre, random.uniform(0.3, 0.5) * pitch);
    }
  }
  return { width: edge, height: edge, data };
}

function drawDisc(
  data: Uint16Array,
  edge: number,
  centre: { readonly x: number; readonly y: number },
  radiusPx: number,
): void {
  const reach = radiusPx + 4;
  for (
    let y = Math.ceil(Math.max(0, centre.y - reach));
    y < Math.min(edge, centre.y + reach);
    y++
  ) {
    for (
      let x = Math.ceil(Math.max(0, centre.x - reach));
      x < Math.min(edge, centre.x + reach);
      x++
    ) {
      const depthPx = radiusPx - Math.hypot(x - centre.x, y - centre.y);
      const level = Math.round(PROBABILITY_LEVELS / (1 + Math.exp(-1.5 * depthPx)));
      data[y * edge + x] = Math.max(data[y * edge + x] as number, level);
    }
  }
}

describe.each([
  [1024, 800],
  [4096, 20_000],
])('%i² px with about %i discs', (edge, discCount) => {
  const map = drawDiscs(edge, discCount);
  const options = { time: 2000, iterations: 5, warmupIterations: 2 };
  bench('split', () => void extractInstances(map, SETTINGS), options);
  bench('not split', () => void extractInstances(map, { ...SETTINGS, splitTouching: 0 }), options);
  const grown = { ...SETTINGS, growToBorders: true };
  bench('split and grown', () => void extractInstances(map, grown), options);
  const { labels } = extractInstances(map, SETTINGS);
  const measure = () => void measureInstances(labels, [map.data], { pixelSizeUm: null });
  bench('measured', measure, options);
});
