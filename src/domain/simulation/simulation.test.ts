import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { labelComponents } from '#domain/segmentation/connectedComponents.ts';
import type { SimulatedImage, SimulationSize } from '#domain/simulation/simulatedImage.ts';
import { simulateMembranes } from '#domain/simulation/simulateMembranes.ts';
import { simulateNuclei } from '#domain/simulation/simulateNuclei.ts';
import { simulatePhaseCells } from '#domain/simulation/simulatePhaseCells.ts';

const SIMULATORS: readonly (readonly [string, (size: SimulationSize) => SimulatedImage])[] = [
  ['nuclei', simulateNuclei],
  ['phase cells', simulatePhaseCells],
  ['membranes', simulateMembranes],
];

function pixelsOf({ image }: SimulatedImage) {
  const [pixels] = image.channels;
  if (!pixels) throw new Error('The image has no channel.');
  return pixels;
}

/** Area and mean intensity by label; label 0 is the background. */
function summarize(simulated: SimulatedImage) {
  const pixels = pixelsOf(simulated);
  const labels = simulated.truth.data;
  const count = labels.reduce((max, label) => Math.max(max, label), 0);
  const areas = new Float64Array(count + 1);
  const sums = new Float64Array(count + 1);
  labels.forEach((label, i) => {
    areas[label] = (areas[label] as number) + 1;
    sums[label] = (sums[label] as number) + Number(pixels[i]);
  });
  return { count, areas, means: sums.map((sum, label) => sum / (areas[label] as number)) };
}

/** Pairs of labels with neighbouring pixels. */
function touchingPairs({ width, data }: SimulatedImage['truth']): ReadonlySet<string> {
  const pairs = new Set<string>();
  const note = (first: number, second: number | undefined) => {
    if (first && second && first !== second) {
      pairs.add(`${Math.min(first, second)},${Math.max(first, second)}`);
    }
  };
  data.forEach((label, i) => {
    if ((i + 1) % width !== 0) note(label, data[i + 1]);
    note(label, data[i + width]);
  });
  return pairs;
}

describe.each(SIMULATORS)('simulated %s', (_, simulate) => {
  const size = { width: 230, height: 170, seed: 3 };

  it('are the same for the same numbers, and others for another seed', () => {
    const first = simulate(size);
    expect(simulate(size)).toEqual(first);
    const other = simulate({ ...size, seed: 4 });
    expect(pixelsOf(other)).not.toEqual(pixelsOf(first));
    expect(other.truth.data).not.toEqual(first.truth.data);
  });

  it('are numbered without gaps, each of them more than a speck', () => {
    const { count, areas } = summarize(simulate({ ...size, width: 400, height: 380 }));
    expect(count).toBeGreaterThan(3);
    for (let label = 1; label <= count; label++) expect(areas[label]).toBeGreaterThan(15);
  });

  it('are one piece each, apart from crumbs at their rim', () => {
    const simulated = simulate(size);
    const { truth } = simulated;
    const { count, areas } = summarize(simulated);
    for (let label = 1; label <= count; label++) {
      const mask = Uint8Array.from(truth.data, (value) => (value === label ? 1 : 0));
      const { areasPx } = labelComponents({ ...truth, data: mask }, 1, 8);
      const largest = areasPx.reduce((max, area) => Math.max(max, area), 0);
      expect(largest / (areas[label] as number)).toBeGreaterThan(0.95);
    }
  });

  it('can have any size', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 60 }),
        fc.integer({ min: 1, max: 60 }),
        fc.integer(),
        (width, height, seed) => {
          const simulated = simulate({ width, height, seed });
          expect(pixelsOf(simulated).length).toBe(width * height);
          expect(simulated.truth.data.length).toBe(width * height);
        },
      ),
      { numRuns: 20, seed: 3 },
    );
  });

  it.each([
    [0, 10],
    [10, 12_001],
    [10.5, 10],
    [Number.NaN, 10],
  ])('refuse %d × %d px', (width, height) => {
    expect(() => simulate({ width, height, seed: 1 })).toThrow(
      expect.objectContaining({ code: 'invalid-argument' }),
    );
  });

  it('use the grey values as a camera does: neither empty nor clipped', () => {
    const simulated = simulate({ ...size, width: 400, height: 380 });
    const pixels = Float64Array.from(pixelsOf(simulated) as Iterable<number>).sort();
    const largest = 2 ** simulated.image.bitsPerSample - 1;
    const at = (fraction: number) => pixels[Math.round(fraction * (pixels.length - 1))] as number;
    expect(at(0.001)).toBeGreaterThan(0);
    expect(at(0.999)).toBeLessThan(largest);
    expect(at(0.999) - at(0.001)).toBeGreaterThan(largest / 4);
  });
});

describe('simulateNuclei', () => {
  it('makes every nucleus brighter than the background, by many deviations', () => {
    const simulated = simulateNuclei({ width: 600, height: 600, seed: 5 });
    const { count, means } = summarize(simulated);
    const background = [...pixelsOf(simulated)]
      .filter((_, i) => simulated.truth.data[i] === 0)
      .map(Number)
      .sort((a, b) => a - b);
    const at = (fraction: number) => background[Math.round(fraction * background.length)] as number;
    const deviation = (at(0.84) - at(0.16)) / 2;
    for (let label = 1; label <= count; label++) {
      expect(means[label]).toBeGreaterThan(at(0.5) + 3 * deviation);
    }
  });

  it('puts nuclei of the wanted diameter as often as wanted', () => {
    for (const diameterPx of [14, 24, 40]) {
      const options = { width: 900, height: 900, seed: 6, diameterPx, objectCount: 60 };
      const { count, areas } = summarize(simulateNuclei(options));
      expect(count).toBe(60);
      const typical = areas.slice(1).sort()[30] as number;
      const ratio = Math.sqrt((4 * typical) / Math.PI) / diameterPx;
      expect(Math.abs(ratio - 1)).toBeLessThan(0.07);
    }
  });

  it('lets nuclei touch as often as wanted', () => {
    const size = { width: 700, height: 700, seed: 7 };
    expect(touchingPairs(simulateNuclei({ ...size, touchingFraction: 0 }).truth).size).toBe(0);
    const some = touchingPairs(simulateNuclei(size).truth).size;
    expect(some).toBeGreaterThan(20);
    const most = touchingPairs(simulateNuclei({ ...size, touchingFraction: 0.9 }).truth).size;
    expect(most).toBeGreaterThan(1.5 * some);
  });

  it('places as many as fit when too many are wanted', () => {
    const { count } = summarize(
      simulateNuclei({ width: 200, height: 200, seed: 8, objectCount: 5000 }),
    );
    expect(count).toBeGreaterThan(40);
    expect(count).toBeLessThan(200);
  });

  it('costs in proportion to the area', () => {
    const secondsFor = (edge: number) => {
      const start = process.cpuUsage();
      simulateNuclei({ width: edge, height: edge, seed: 9 });
      const { user, system } = process.cpuUsage(start);
      return (user + system) / 1e6;
    };
    secondsFor(512);
    const small = secondsFor(512);
    // Sixteen times the area; a cost that grows with its square would take 256 times as long.
    expect(secondsFor(2048) / small).toBeLessThan(60);
  }, 240_000);
});

describe('simulatePhaseCells', () => {
  it('gives cells more contrast than the background has', () => {
    const simulated = simulatePhaseCells({ width: 700, height: 500, seed: 10 });
    const pixels = pixelsOf(simulated);
    const deviations = [0, 1].map((isCell) => {
      const greys = [...pixels]
        .filter((_, i) => Math.min(1, simulated.truth.data[i] as number) === isCell)
        .map(Number);
      const mean = greys.reduce((sum, grey) => sum + grey, 0) / greys.length;
      return Math.sqrt(greys.reduce((sum, grey) => sum + (grey - mean) ** 2, 0) / greys.length);
    });
    expect((deviations[1] as number) / (deviations[0] as number)).toBeGreaterThan(2);
  });
});

describe('simulateMembranes', () => {
  it('parts all cells by dark membranes', () => {
    const simulated = simulateMembranes({ width: 400, height: 400, seed: 11 });
    expect(touchingPairs(simulated.truth).size).toBe(0);
    const { count, means, areas } = summarize(simulated);
    const darkest = means.slice(1).reduce((min, mean) => Math.min(min, mean));
    expect(means[0]).toBeLessThan(darkest);
    expect(count).toBeGreaterThan(50);
    // Membranes cover about a quarter of a real section.
    expect((areas[0] as number) / 160_000).toBeGreaterThan(0.1);
    expect((areas[0] as number) / 160_000).toBeLessThan(0.4);
  });
});
