import { SAMPLES } from '#domain/simulation/sampleList.ts';
import type { SimulatedImage } from '#domain/simulation/simulatedImage.ts';
import { simulateMembranes } from '#domain/simulation/simulateMembranes.ts';
import { simulateNuclei } from '#domain/simulation/simulateNuclei.ts';
import { simulatePhaseCells } from '#domain/simulation/simulatePhaseCells.ts';
import { AppError } from '#lib/errors.ts';

const SIMULATORS = {
  nuclei: simulateNuclei,
  'phase-cells': simulatePhaseCells,
  membranes: simulateMembranes,
} as const;

/**
 * Makes a built-in sample of `SAMPLES`, which takes about a second for the largest.
 *
 * @throws AppError `not-found` for an unknown id
 */
export function makeSample(id: string): SimulatedImage {
  const sample = SAMPLES.find((candidate) => candidate.id === id);
  if (!sample) {
    const known = SAMPLES.map((candidate) => candidate.id).join(', ');
    throw new AppError('not-found', `There is no sample "${id}"; choose one of ${known}.`);
  }
  const { width, height, seed } = sample;
  return SIMULATORS[sample.subject]({ width, height, seed });
}
