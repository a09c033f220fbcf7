import type { CellMosaic, SectionPoint } from '#domain/simulation/cellMosaic.ts';
import { bell, smoothStep } from '#domain/simulation/drawing.ts';
import {
  fractionOf,
  hashPoint,
  type SmoothNoise,
  smoothNoise,
} from '#domain/simulation/smoothNoise.ts';
import type { Random } from '#lib/random.ts';

/** Everything that is fixed for one section. */
export interface Tissue {
  readonly mosaic: CellMosaic;
  readonly texture: SmoothNoise;
  readonly salt: number;
  /** One per cell; `null` where the section misses it or the cell is too thin. */
  readonly mitochondria: readonly (Mitochondrion | null)[];
}

interface Mitochondrion {
  readonly x: number;
  readonly y: number;
  readonly halfLongPx: number;
  readonly halfShortPx: number;
  readonly cosine: number;
  readonly sine: number;
}

const CYTOPLASM_GREY = 158;
const MEMBRANE_GREY = 64;
/** Cells with a smaller circle hold no mitochondrion. */
const SMALLEST_HOST_RADIUS_PX = 17;
/** Vesicles lie one in each square of this edge, at most. */
const VESICLE_SQUARE_PX = 13;

/** Draws the organelles of a mosaic's cells. */
export function createTissue(mosaic: CellMosaic, seed: number, random: Random): Tissue {
  const mitochondria = Array.from(mosaic.radiusPx, (radiusPx, cell) => {
    const isHost = radiusPx > SMALLEST_HOST_RADIUS_PX && random.uniform() < 0.3;
    if (!isHost) return null;
    const angle = random.uniform(0, Math.PI);
    const halfShortPx = Math.min(20, radiusPx * random.uniform(0.3, 0.5));
    return {
      x: (mosaic.x[cell] as number) + radiusPx * random.uniform(-0.3, 0.3),
      y: (mosaic.y[cell] as number) + radiusPx * random.uniform(-0.3, 0.3),
      halfShortPx,
      halfLongPx: Math.min(30, halfShortPx * random.uniform(1, 1.8)),
      cosine: Math.cos(angle),
      sine: Math.sin(angle),
    };
  });
  return { mosaic, texture: smoothNoise(seed), salt: seed * 7919 + 13, mitochondria };
}

/** Grey of a point of the section, 0…255, before the detector's noise. */
export function greyOfTissue(tissue: Tissue, point: SectionPoint): number {
  const { x, y } = point;
  const { texture, salt } = tissue;
  const stain = 9 * texture(x / 90, y / 90);
  if (point.cell < 0) return MEMBRANE_GREY + stain;
  const grain =
    40 * texture(0.48 * x + 0.25 * y, 0.48 * y - 0.25 * x) +
    28 * texture(0.26 * x - 0.1 * y + 40, 0.26 * y + 0.1 * x);
  const cellTone = 22 * (fractionOf(hashPoint(salt, point.cell, 0)) - 0.5);
  let grey = CYTOPLASM_GREY + cellTone + 20 * texture(y / 19, x / 19);
  const organelle = tissue.mitochondria[point.cell];
  const relief = organelle ? mitochondrion(texture, organelle, point) : 0;
  if (relief !== 0) grey += smoothStep(2, 5, point.borderPx) * relief;
  else grey += smoothStep(3, 7, point.borderPx) * vesicles(tissue, point);
  return membrane(tissue, point, grey) + stain + grain;
}

/** Pulls a grey towards that of the membrane near the border; each pair of cells has its own look. */
function membrane(tissue: Tissue, point: SectionPoint, grey: number): number {
  const { texture, salt } = tissue;
  const { x, y } = point;
  const low = Math.min(point.cell, point.neighbour);
  const high = Math.max(point.cell, point.neighbour);
  const character = fractionOf(hashPoint(salt, low, high));
  // Cut obliquely, a membrane is a wide grey band; most are cut across.
  const isOblique = character < 0.1;
  const halfWidthPx = isOblique ? 4.2 : 2 + 0.9 * character;
  const blurPx = isOblique ? 3 : 1.8;
  const darkness = isOblique ? 0.6 : 0.85 + 0.2 * texture(x / 7, y / 7);
  let share =
    darkness * (1 - smoothStep(halfWidthPx - blurPx, halfWidthPx + blurPx, point.borderPx));
  // Synapses: dense stuff on both sides of a stretch of the border.
  if (character > 0.86) {
    const stretch = smoothStep(0.05, 0.4, texture(x / 24 + 9, y / 24));
    share = Math.max(share, stretch * 1.15 * (1 - smoothStep(3, 9, point.borderPx)));
  }
  return grey + share * (MEMBRANE_GREY - grey);
}

/** Small rings and dots, in clouds; those of one sheet do not overlap. */
function vesicles(tissue: Tissue, point: SectionPoint): number {
  const { x, y } = point;
  const turnedX = 0.8 * x + 0.6 * y;
  const turnedY = 0.8 * y - 0.6 * x;
  // The same vesicles are paler in some cells than in others.
  const strength = 0.5 + fractionOf(hashPoint(tissue.salt, point.cell, 1));
  return strength * (vesicleSheet(tissue, x, y) + vesicleSheet(tissue, turnedX, turnedY));
}

function vesicleSheet(tissue: Tissue, x: number, y: number): number {
  const column = Math.floor(x / VESICLE_SQUARE_PX);
  const row = Math.floor(y / VESICLE_SQUARE_PX);
  const hash = hashPoint(tissue.salt + 1, column, row);
  const crowd = 0.3 + 0.6 * tissue.texture(column / 4 + 20, row / 4);
  if (fractionOf(hash) > crowd) return 0;
  const random = (draw: number) => fractionOf(hashPoint(hash, draw, 0));
  const radiusPx = 0.6 + 3.6 * random(1);
  const free = VESICLE_SQUARE_PX / 2 - radiusPx - 1;
  const middleX = (column + 0.5) * VESICLE_SQUARE_PX + free * (2 * random(2) - 1);
  const middleY = (row + 0.5) * VESICLE_SQUARE_PX + free * (2 * random(3) - 1);
  const stretch = 0.75 + 0.5 * random(4);
  const distancePx = Math.hypot((x - middleX) * stretch, (y - middleY) / stretch);
  const strength = 12 + 40 * random(5);
  return 8 * (1 - smoothStep(0, radiusPx, distancePx)) - strength * bell(distancePx - radiusPx, 1);
}

/** A grey oval with folds inside and a dark double border. */
function mitochondrion(
  texture: SmoothNoise,
  organelle: Mitochondrion,
  point: SectionPoint,
): number {
  const dx = point.bentX - organelle.x;
  const dy = point.bentY - organelle.y;
  const along = (dx * organelle.cosine + dy * organelle.sine) / organelle.halfLongPx;
  const across = (dy * organelle.cosine - dx * organelle.sine) / organelle.halfShortPx;
  const distance = Math.sqrt(along * along + across * across);
  if (distance > 1.25) return 0;
  const insidePx = (1 - distance) * organelle.halfShortPx;
  const folds = texture((3 * along) / 2 + 30, (across * organelle.halfShortPx) / 2.6);
  const matrix = smoothStep(-0.5, 2, insidePx) * (-52 + 26 * folds);
  return matrix - 32 * bell(insidePx, 1.1);
}
