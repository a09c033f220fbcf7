import { forEachPixelAround, smoothStep } from '#domain/simulation/drawing.ts';
import { radiusTowards } from '#domain/simulation/outline.ts';
import type { PlacedObject } from '#domain/simulation/placeObjects.ts';
import type { SmoothNoise } from '#domain/simulation/smoothNoise.ts';
import type { Random } from '#lib/random.ts';

/** The image that nuclei are drawn into. */
export interface NucleusScene {
  readonly width: number;
  readonly height: number;
  /** Light in camera counts, [height, width]. */
  readonly signal: Uint16Array<ArrayBuffer>;
  /** [height, width], 0 where no nucleus has been drawn yet. */
  readonly labels: Uint32Array<ArrayBuffer>;
  readonly chromatin: SmoothNoise;
  /** Size of the chromatin's texture. */
  readonly grainPx: number;
}

/** Where scattered light beyond the border becomes too weak to draw. */
const SCATTER_REACH_PX = 14;
const SCATTER_DECAY_PX = 5;
const SCATTERED_FRACTION = 0.13;
const TYPICAL_COUNTS = 900;
/** Light of overlapping nuclei does not add up fully, as one hides the other's blur. */
const OVERLAP_FRACTION = 0.4;

interface Spot {
  readonly dx: number;
  readonly dy: number;
  readonly radiusPx: number;
}

/** Looks of one nucleus. */
interface NucleusLook {
  readonly counts: number;
  /** Half width of the border's blur; grows with the distance from the focal plane. */
  readonly blurPx: number;
  /** Relative amplitude of the chromatin's texture. */
  readonly texture: number;
  readonly spots: readonly Spot[];
  /** Negative for nucleoli, positive for chromocentres. */
  readonly spotContrast: number;
}

/**
 * Adds one nucleus to the light and gives it the pixels inside its outline that no earlier nucleus
 * has.
 */
export function drawNucleus(
  scene: NucleusScene,
  nucleus: PlacedObject,
  label: number,
  random: Random,
): void {
  const { width, signal, labels } = scene;
  const look = randomLook(nucleus, random);
  forEachPixelAround(scene, nucleus, nucleus.outline.largestPx + SCATTER_REACH_PX, (x, y) => {
    const dx = x - nucleus.x;
    const dy = y - nucleus.y;
    const distancePx = Math.sqrt(dx * dx + dy * dy);
    const radiusPx = radiusTowards(nucleus.outline, dx, dy);
    const insidePx = radiusPx - distancePx;
    if (insidePx < -SCATTER_REACH_PX) return;
    const index = y * width + x;
    let light = SCATTERED_FRACTION * Math.exp(Math.min(0, insidePx) / SCATTER_DECAY_PX);
    if (insidePx > -look.blurPx) {
      const edge = smoothStep(-look.blurPx, look.blurPx, insidePx);
      light +=
        edge * dome(distancePx / radiusPx) * chromatin(scene, look, x, y) * spots(look, dx, dy);
    }
    const added = look.counts * light;
    const present = signal[index] as number;
    signal[index] = Math.max(present, added) + OVERLAP_FRACTION * Math.min(present, added);
    if (insidePx >= 0 && labels[index] === 0) labels[index] = label;
  });
}

/** Adds a nucleus far from the focal plane: a dim blur that is no object. */
export function drawHaze(scene: NucleusScene, diameterPx: number, random: Random): void {
  const { width, signal } = scene;
  const centre = { x: random.uniform(0, width), y: random.uniform(0, scene.height) };
  const sigmaPx = diameterPx * random.uniform(0.5, 1);
  const counts = TYPICAL_COUNTS * random.uniform(0.02, 0.09);
  forEachPixelAround(scene, centre, 3 * sigmaPx, (x, y) => {
    const squared = (x - centre.x) ** 2 + (y - centre.y) ** 2;
    const index = y * width + x;
    signal[index] = (signal[index] as number) + counts * Math.exp(-squared / (2 * sigmaPx ** 2));
  });
}

function randomLook(nucleus: PlacedObject, random: Random): NucleusLook {
  // Condensed chromatin of dying and dividing cells is small and bright.
  const isCondensed = random.uniform() < 0.05;
  const brightness = Math.min(2, Math.max(0.4, random.normal(1, 0.25)));
  const radiusPx = nucleus.outline.largestPx;
  const spotCount = isCondensed ? 0 : random.integer(0, 4);
  return {
    counts: TYPICAL_COUNTS * brightness * (isCondensed ? 1.8 : 1),
    blurPx: random.uniform(1.4, 3),
    texture: isCondensed ? 0.1 : random.uniform(0.1, 0.45),
    spots: Array.from({ length: spotCount }, () => ({
      dx: random.uniform(-0.5, 0.5) * radiusPx,
      dy: random.uniform(-0.5, 0.5) * radiusPx,
      radiusPx: radiusPx * random.uniform(0.1, 0.25),
    })),
    spotContrast: random.uniform() < 0.6 ? -0.35 : 0.5,
  };
}

/** A thick middle gives more light than a thin border. */
function dome(relativeDistance: number): number {
  return 0.7 + 0.3 * Math.sqrt(Math.max(0, 1 - relativeDistance ** 2));
}

function chromatin(scene: NucleusScene, look: NucleusLook, x: number, y: number): number {
  const coarse = scene.chromatin(x / scene.grainPx, y / scene.grainPx);
  const fine = scene.chromatin((2.3 * y) / scene.grainPx, (2.3 * x) / scene.grainPx);
  return Math.max(0.3, 1 + look.texture * (coarse + 0.35 * fine));
}

function spots(look: NucleusLook, dx: number, dy: number): number {
  let factor = 1;
  for (const spot of look.spots) {
    const squared = ((dx - spot.dx) ** 2 + (dy - spot.dy) ** 2) / spot.radiusPx ** 2;
    if (squared < 9) factor += look.spotContrast * Math.exp(-squared / 2);
  }
  return factor;
}
