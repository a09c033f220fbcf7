import { drawHaze, drawNucleus, type NucleusScene } from '#domain/simulation/drawNucleus.ts';
import { randomOutline } from '#domain/simulation/outline.ts';
import { placeObjects } from '#domain/simulation/placeObjects.ts';
import {
  checkSimulationSize,
  type SimulatedImage,
  type SimulationSize,
  simulatedImage,
} from '#domain/simulation/simulatedImage.ts';
import { smoothNoise } from '#domain/simulation/smoothNoise.ts';
import { createRandom, type Random } from '#lib/random.ts';

export interface NucleiOptions extends SimulationSize {
  /** Typical diameter in px; single nuclei differ by a fifth. @default 24 */
  readonly diameterPx?: number;
  /** How many to place; fewer where there is no room. @default a fifth of the area covered */
  readonly objectCount?: number;
  /** Share of the nuclei that are put against another one, 0…1. @default 0.35 */
  readonly touchingFraction?: number;
}

const DEFAULT_DIAMETER_PX = 24;
const DEFAULT_COVERED_FRACTION = 0.2;
const DEFAULT_TOUCHING_FRACTION = 0.35;
const GAP_PX = 3;
/** Out-of-focus nuclei per nucleus in focus. */
const HAZE_FRACTION = 0.12;

/** A 12-bit camera: counts at no light, counts per photon, and its noise in the dark. */
const OFFSET_COUNTS = 108;
const COUNTS_PER_PHOTON = 3;
const READ_NOISE_COUNTS = 5;
const LARGEST_COUNT = 4095;
/** Light from the medium, before uneven illumination. */
const BACKGROUND_COUNTS = 45;

/**
 * Fluorescent nuclei under a wide-field microscope: 16-bit with a 12-bit camera's offset and
 * noise, uneven light, textured nuclei of different brightness, some touching, blurred ones above
 * and below the focus (not objects), all centres inside the image.
 *
 * @throws AppError `invalid-argument` for impossible sizes
 */
export function simulateNuclei(options: NucleiOptions): SimulatedImage {
  checkSimulationSize(options);
  const { width, height, seed } = options;
  const diameterPx = options.diameterPx ?? DEFAULT_DIAMETER_PX;
  const random = createRandom(seed);
  const nuclei = placeNuclei(options, diameterPx, random);
  const scene: NucleusScene = {
    width,
    height,
    signal: new Uint16Array(width * height),
    labels: new Uint32Array(width * height),
    chromatin: smoothNoise(seed),
    grainPx: diameterPx / 5,
  };
  for (let i = 0; i < nuclei.length * HAZE_FRACTION; i++) {
    drawHaze(scene, diameterPx, random);
  }
  nuclei.forEach((nucleus, index) => {
    drawNucleus(scene, nucleus, index + 1, createRandom(seed, index + 1));
  });
  expose(scene, seed);
  return simulatedImage(options, scene.signal, scene.labels, {
    channelName: 'Nuclei',
    bitsPerSample: 12,
    pixelSizeUm: 0.5,
  });
}

function placeNuclei(options: NucleiOptions, diameterPx: number, random: Random) {
  const { width, height } = options;
  const area = (Math.PI / 4) * diameterPx ** 2;
  const objectCount =
    options.objectCount ?? Math.round((DEFAULT_COVERED_FRACTION * width * height) / area);
  const outlines = Array.from({ length: objectCount }, () =>
    randomOutline(
      {
        radiusPx: (diameterPx / 2) * Math.min(1.5, Math.max(0.6, random.normal(1, 0.17))),
        elongation: 1 + Math.abs(random.normal(0, 0.35)),
        wobble: 0.08,
        waves: [2, 6],
      },
      random,
    ),
  );
  const crowding = smoothNoise(options.seed + 1);
  return placeObjects(
    {
      width,
      height,
      outlines,
      touchingFraction: options.touchingFraction ?? DEFAULT_TOUCHING_FRACTION,
      gapPx: GAP_PX,
      densityAt: (x, y) => 0.55 + 0.9 * crowding(x / (9 * diameterPx), y / (9 * diameterPx)),
    },
    random,
  );
}

/** Turns light into counts, in place: uneven illumination, offset, shot noise, read noise. */
function expose({ width, height, signal }: NucleusScene, seed: number): void {
  const { normal, uniform } = createRandom(seed, -1);
  const centreX = width * uniform(0.35, 0.65);
  const centreY = height * uniform(0.35, 0.65);
  const fallOff = 0.5 / (width * width + height * height);
  let index = 0;
  for (let y = 0; y < height; y++) {
    const squaredDy = (y - centreY) ** 2;
    for (let x = 0; x < width; x++, index++) {
      const light = 1 - fallOff * ((x - centreX) ** 2 + squaredDy);
      const expected = light * (BACKGROUND_COUNTS + (signal[index] as number));
      const deviation = Math.sqrt(COUNTS_PER_PHOTON * expected + READ_NOISE_COUNTS ** 2);
      const counts = Math.round(OFFSET_COUNTS + expected + deviation * normal());
      signal[index] = Math.min(LARGEST_COUNT, Math.max(0, counts));
    }
  }
}
