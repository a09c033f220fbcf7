import { bell, forEachPixelAround, smoothStep } from '#domain/simulation/drawing.ts';
import { radiusTowards } from '#domain/simulation/outline.ts';
import type { PlacedObject } from '#domain/simulation/placeObjects.ts';
import type { SmoothNoise } from '#domain/simulation/smoothNoise.ts';
import type { Random } from '#lib/random.ts';

/** The image that cells are drawn into. */
export interface PhaseScene {
  readonly width: number;
  readonly height: number;
  /** Difference to the background, RELIEF_STEPS per grey level, [height, width]. */
  readonly relief: Int16Array<ArrayBuffer>;
  /** [height, width], 0 where no cell has been drawn yet. */
  readonly labels: Uint32Array<ArrayBuffer>;
  readonly texture: SmoothNoise;
}

/** Fixed-point steps of one grey level. */
export const RELIEF_STEPS = 64;

const HALO_REACH_PX = 34;

/** Looks of one cell; it moves forwards and is thick behind. */
interface CellLook {
  readonly backX: number;
  readonly backY: number;
  readonly bodyX: number;
  readonly bodyY: number;
  readonly bodyRadiusPx: number;
  /** Long axis / short axis; the long one lies across the direction of movement. */
  readonly bodyElongation: number;
  /** Grey of the body's middle, relative to the background. */
  readonly bodyGrey: number;
  readonly granuleGrey: number;
  readonly ruffleGrey: number;
  readonly ruffleWidthPx: number;
  readonly haloGrey: number;
}

/** A pixel as seen from the cell. */
interface CellPoint {
  readonly x: number;
  readonly y: number;
  readonly dx: number;
  readonly dy: number;
  /** Distance to the border, negative outside. */
  readonly insidePx: number;
  /** 1 straight behind the cell's centre, 0 at its sides and in front. */
  readonly behind: number;
}

/** Adds one cell and gives it the pixels inside its outline that no earlier cell has. */
export function drawPhaseCell(
  scene: PhaseScene,
  cell: PlacedObject,
  label: number,
  random: Random,
): void {
  const { width, relief, labels, texture } = scene;
  const look = randomLook(cell, random);
  forEachPixelAround(scene, cell, cell.outline.largestPx + HALO_REACH_PX, (x, y) => {
    const dx = x - cell.x;
    const dy = y - cell.y;
    const distancePx = Math.sqrt(dx * dx + dy * dy);
    const insidePx = radiusTowards(cell.outline, dx, dy) - distancePx;
    if (insidePx < -HALO_REACH_PX) return;
    const towardsBack = (dx * look.backX + dy * look.backY) / Math.max(1, distancePx);
    const point = { x, y, dx, dy, insidePx, behind: smoothStep(0.35, 1, towardsBack) };
    const index = y * width + x;
    const inside = smoothStep(-1.5, 1.5, insidePx);
    let grey = (1 - inside) * halo(look, point);
    if (inside > 0) {
      grey +=
        inside *
        (lamella(texture, point) + ruffles(texture, look, point) + body(texture, look, point));
    }
    relief[index] = Math.round((relief[index] as number) + RELIEF_STEPS * grey);
    if (insidePx >= 0 && labels[index] === 0) labels[index] = label;
  });
}

/** Adds one speck of dirt: dark, bright or a blurred ring; no object. */
export function drawDebris(scene: PhaseScene, random: Random): void {
  const { width, relief } = scene;
  const centre = { x: random.uniform(0, width), y: random.uniform(0, scene.height) };
  const kind = random.uniform();
  const ringPx = kind < 0.06 ? random.uniform(6, 18) : 0;
  const sizePx = ringPx > 0 ? 2 : random.uniform(0.6, kind > 0.93 ? 3 : 1.7);
  let grey = random.uniform(-30, -8);
  if (ringPx > 0) grey = 5;
  else if (kind > 0.93) grey = 110;
  else if (kind > 0.7) grey = random.uniform(10, 40);
  const stretch = random.uniform(0.6, 1.6);
  forEachPixelAround(scene, centre, ringPx + 5 * sizePx, (x, y) => {
    const distancePx = Math.hypot((x - centre.x) * stretch, (y - centre.y) / stretch);
    const index = y * width + x;
    const added = RELIEF_STEPS * grey * bell(distancePx - ringPx, sizePx);
    relief[index] = Math.round((relief[index] as number) + added);
  });
}

function randomLook({ outline }: PlacedObject, random: Random): CellLook {
  const angle = random.uniform(0, 2 * Math.PI);
  const backX = Math.cos(angle);
  const backY = Math.sin(angle);
  const reach = radiusTowards(outline, backX, backY);
  const bodyRadiusPx = Math.min(reach, outline.largestPx) * random.uniform(0.42, 0.58);
  const shift = Math.max(0, reach - bodyRadiusPx) * random.uniform(0.4, 0.95);
  return {
    backX,
    backY,
    bodyX: shift * backX,
    bodyY: shift * backY,
    bodyRadiusPx,
    bodyElongation: random.uniform(0.9, 1.5),
    bodyGrey: random.uniform(-40, 6),
    granuleGrey: random.uniform(16, 34),
    ruffleGrey: random.uniform(-60, -35),
    ruffleWidthPx: random.uniform(4, 8),
    haloGrey: random.uniform(30, 100),
  };
}

/** Light that phase contrast spreads round thick parts: weak everywhere, strong behind the cell. */
function halo(look: CellLook, { insidePx, behind }: CellPoint): number {
  return 9 * Math.exp(insidePx / 9) + look.haloGrey * behind * behind * Math.exp(insidePx / 5);
}

/** The thin front part: nearly the grey of the background, slightly mottled. */
function lamella(texture: SmoothNoise, { x, y }: CellPoint): number {
  return 5 + 9 * texture(x / 13, y / 13) + 8 * texture(y / 5, x / 5);
}

/** Dark folds of the border, in patches, where the cell moves to. */
function ruffles(
  texture: SmoothNoise,
  look: CellLook,
  { x, y, insidePx, behind }: CellPoint,
): number {
  const fold = insidePx + 3 * texture(x / 5, y / 5) - 0.5 * look.ruffleWidthPx;
  const patch = smoothStep(-0.25, 0.25, texture(x / 15 + 7, y / 15));
  return look.ruffleGrey * (1 - behind) * patch * bell(fold, 0.36 * look.ruffleWidthPx);
}

/** The thick part round the nucleus: granules on a dark middle, a bright rim behind. */
function body(texture: SmoothNoise, look: CellLook, { x, y, dx, dy, behind }: CellPoint): number {
  const fromBodyX = dx - look.bodyX;
  const fromBodyY = dy - look.bodyY;
  const along = (fromBodyX * look.backX + fromBodyY * look.backY) * look.bodyElongation;
  const across = (fromBodyY * look.backX - fromBodyX * look.backY) / look.bodyElongation;
  const uneven = 1 + 0.22 * texture(x / 16 + 5, y / 16);
  const distance = (Math.hypot(along, across) / look.bodyRadiusPx) * uneven;
  const weight = 1 - smoothStep(0.55, 1.1, distance);
  // Turned, so that the noise's lattice does not show as a grid on the pixels.
  const fine = texture(0.38 * x + 0.24 * y, 0.38 * y - 0.24 * x);
  // Bright granules are rarer than dark ones, and stand out more.
  const granules = fine + Math.max(0, fine - 0.35) * 3 + 0.9 * texture(x / 6 + 3, y / 6);
  const rim = 24 * bell(distance - 1, 0.08) * (0.2 + behind);
  return weight * (look.bodyGrey * (1.1 - distance) + look.granuleGrey * granules) + rim;
}
