import { BACKGROUND } from '#domain/annotation/annotationValues.ts';
import { scaleLabels } from '#domain/image/scaleLabels.ts';
import type { SimulatedSubject } from '#domain/simulation/sampleList.ts';
import type { SimulatedImage } from '#domain/simulation/simulatedImage.ts';
import { simulateMembranes } from '#domain/simulation/simulateMembranes.ts';
import { simulateNuclei } from '#domain/simulation/simulateNuclei.ts';
import { simulatePhaseCells } from '#domain/simulation/simulatePhaseCells.ts';
import { prepareInput, readNormalizedWindow } from '#domain/tiling/networkInput.ts';
import type { Rehearsal } from '#domain/training/rehearsalSubject.ts';
import type { TrainingImage } from '#domain/training/trainingImage.ts';

/*
 * Fine-tuning on a few images of one kind makes a network forget the kind it was made for. Rehearsal
 * mixes in simulated images of that kind, whose truth is known. It is not part of the 2015 paper.
 */

/** One simulated image, and by what it is resampled: large and shrunken, it has little noise. */
interface Scene {
  readonly image: SimulatedImage;
  readonly scale: number;
}

const EDGE_PX = 360;
const IMAGE_COUNT = 8;
/** Typical diameters on the network's grid; fluorescent nuclei come in all sizes. */
const DIAMETERS_PX = [11, 15, 19, 23, 28, 34, 42, 52];

const SCENES: Readonly<Record<SimulatedSubject, (index: number, seed: number) => Scene>> = {
  nuclei: (index, seed) => {
    const scale = index % 2 === 0 ? 1 : 0.5;
    const edge = EDGE_PX / scale;
    const diameterPx = (DIAMETERS_PX[index % DIAMETERS_PX.length] as number) / scale;
    const coveredFraction = [0.08, 0.2, 0.35][index % 3] as number;
    const objectCount = Math.round(
      (coveredFraction * edge ** 2) / ((Math.PI / 4) * diameterPx ** 2),
    );
    const touchingFraction = [0.2, 0.5][index % 2] as number;
    const size = { width: edge, height: edge, seed, diameterPx, objectCount, touchingFraction };
    return { image: simulateNuclei(size), scale };
  },
  'phase-cells': (_, seed) => ({
    image: simulatePhaseCells({ width: 520, height: 520, seed }),
    scale: 1,
  }),
  membranes: (_, seed) => ({
    image: simulateMembranes({ width: EDGE_PX, height: EDGE_PX, seed }),
    scale: 1,
  }),
};

/**
 * Simulated images with their truth, on the network's grid. They depend on the seed alone and do
 * not follow the recipe's scale: the model knows their subject as it is.
 */
export function rehearsalImages(
  { subject, normalization }: Rehearsal,
  seed: number,
  count = IMAGE_COUNT,
): TrainingImage[] {
  return Array.from({ length: count }, (_, index) => {
    const { image: simulated, scale } = SCENES[subject](index, seed + index);
    const { image, truth } = simulated;
    const input = prepareInput(image, { channels: [0], invert: false, normalization, scale });
    const { width, height } = input;
    const { data } = scaleLabels(truth, width, height);
    return {
      id: `rehearsal-${index}`,
      name: `simulated ${subject} ${index + 1}`,
      width,
      height,
      pixels: readNormalizedWindow(input, { x: 0, y: 0, width, height }),
      inputChannels: 1,
      annotation: { width, height, data: data.map((label) => label || BACKGROUND) },
      classes: new Map<number, number>(),
    };
  });
}
