import { bench, describe } from 'vitest';
import type { LabelImage } from '#domain/image/labelImage.ts';
import { rasterizeOutlines } from '#domain/outline/rasterizeOutlines.ts';
import { traceOutlines } from '#domain/outline/traceOutlines.ts';

/** 70,000 discs of up to 34 px across in an image of 10,000 × 10,000 px. */
function manyDiscs(edge = 10_000, pitchPx = 37): LabelImage {
  const data = new Uint32Array(edge * edge);
  const columns = Math.floor(edge / pitchPx);
  for (let y = 0; y < columns * pitchPx; y++) {
    for (let x = 0; x < columns * pitchPx; x++) {
      const label = Math.floor(y / pitchPx) * columns + Math.floor(x / pitchPx) + 1;
      const dx = (x % pitchPx) - pitchPx / 2;
      const dy = (y % pitchPx) - pitchPx / 2;
      if (Math.hypot(dx, dy) < 9 + (label % 9)) data[y * edge + x] = label;
    }
  }
  return { width: edge, height: edge, data };
}

describe('outlines of 70,000 objects in 10,000 × 10,000 px', () => {
  const labels = manyDiscs();
  const outlines = traceOutlines(labels);

  bench('trace', () => void traceOutlines(labels), { iterations: 3, time: 0 });
  bench('rasterize', () => void rasterizeOutlines(outlines, 10_000, 10_000), {
    iterations: 3,
    time: 0,
  });
});
