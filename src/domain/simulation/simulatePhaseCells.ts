import {
  drawDebris,
  drawPhaseCell,
  type PhaseScene,
  RELIEF_STEPS,
} from '#domain/simulation/drawPhaseCell.ts';
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

export interface PhaseCellsOptions extends SimulationSize {
  /** Typical diameter in px; single cells differ by a fifth. @default 78 */
  readonly diameterPx?: number;
  /** How many to place; fewer where there is no room. @default an eighth of the area covered */
  readonly objectCount?: number;
  /** Share of the cells that are put against another one, 0…1. @default 0.05 */
  readonly touchingFraction?: number;
}

const DEFAULT_DIAMETER_PX = 78;
const DEFAULT_COVERED_FRACTION = 0.12;
const DEFAULT_TOUCHING_FRACTION = 0.05;
const GAP_PX = 28;

/** Grey of the empty substrate, 0…255, and how it varies. */
const BACKGROUND_GREY = 83;
const UNEVENNESS_GREY = 2.5;
const UNEVENNESS_PX = 70;
const NOISE_GREY = 1.6;
const MOTTLE_GREY = 2;
/** Empty area per speck of dirt. */
const AREA_PER_SPECK_PX = 7000;

/**
 * Adherent cells in phase contrast: 8-bit, flat grey background with specks, cells with a granular
 * body, a thin lamella with dark ruffles in front and a bright halo behind.
 *
 * @throws AppError `invalid-argument` for impossible sizes
 */
export function simulatePhaseCells(options: PhaseCellsOptions): SimulatedImage {
  checkSimulationSize(options);
  const { width, height, seed } = options;
  const random = createRandom(seed);
  const cells = placeCells(options, random);
  const scene: PhaseScene = {
    width,
    height,
    relief: new Int16Array(width * height),
    labels: new Uint32Array(width * height),
    texture: smoothNoise(seed),
  };
  const speckCount = Math.round((width * height) / AREA_PER_SPECK_PX);
  for (let i = 0; i < speckCount; i++) drawDebris(scene, random);
  cells.forEach((cell, index) => {
    drawPhaseCell(scene, cell, index + 1, createRandom(seed, index + 1));
  });
  return simulatedImage(options, expose(scene, seed), scene.labels, {
    channelName: 'Phase contrast',
    bitsPerSample: 8,
    pixelSizeUm: 0.65,
  });
}

function placeCells(options: PhaseCellsOptions, random: Random) {
  const { width, height } = options;
  const diameterPx = options.diameterPx ?? DEFAULT_DIAMETER_PX;
  const area = (Math.PI / 4) * diameterPx ** 2;
  const objectCount =
    options.objectCount ?? Math.ceil((DEFAULT_COVERED_FRACTION * width * height) / area);
  const outlines = Array.from({ length: objectCount }, () =>
    randomOutline(
      {
        radiusPx: (diameterPx / 2) * Math.min(1.4, Math.max(0.65, random.normal(1, 0.17))),
        elongation: 1 + Math.abs(random.normal(0, 0.4)),
        wobble: 0.2,
        waves: [2, 11],
      },
      random,
    ),
  );
  return placeObjects(
    {
      width,
      height,
      outlines,
      touchingFraction: options.touchingFraction ?? DEFAULT_TOUCHING_FRACTION,
      gapPx: GAP_PX,
      densityAt: () => 1,
    },
    random,
  );
}

/** Relief on an uneven background, with the mottle and the noise of the camera. */
function expose(
  { width, height, relief, texture }: PhaseScene,
  seed: number,
): Uint8Array<ArrayBuffer> {
  const { normal, uniform } = createRandom(seed, -1);
  const tilt = uniform(-4, 4) / width;
  const pixels = new Uint8Array(width * height);
  let index = 0;
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++, index++) {
      const uneven = UNEVENNESS_GREY * texture(x / UNEVENNESS_PX, y / UNEVENNESS_PX);
      const mottle = MOTTLE_GREY * texture(0.31 * y, 0.31 * x);
      const grey =
        BACKGROUND_GREY + tilt * x + uneven + mottle + (relief[index] as number) / RELIEF_STEPS;
      pixels[index] = Math.min(255, Math.max(0, Math.round(grey + NOISE_GREY * normal())));
    }
  }
  return pixels;
}
