import { elementsOf, textOf, type XmlElement } from '#formats/tiff/metadata/omeXml.ts';

/** Where a plane of an OME-TIFF lies. */
export interface OmePlane {
  readonly c: number;
  readonly z: number;
  readonly t: number;
  /** Directory of its file, from 0. */
  readonly ifd: number;
  /** File of the set that holds it; `null` = this one. */
  readonly fileName: string | null;
}

/** Sizes of the axes, and in which order planes follow each other. */
export interface OmeGrid {
  readonly sizeC: number;
  readonly sizeZ: number;
  readonly sizeT: number;
  /** Fastest first: a permutation of C, Z and T. */
  readonly planeOrder: string;
}

/** What is known besides where planes lie. */
export interface PlaneContext {
  /** Of the file that says so; planes without a file of their own are its own. */
  readonly ownUuid: string | undefined;
  /** More places than these are not told. */
  readonly most: number;
}

/**
 * Planes as `TiffData` elements place them; empty when there are none, or too many.
 */
export function readOmePlanes(
  pixels: XmlElement,
  grid: OmeGrid,
  { ownUuid, most }: PlaneContext,
): readonly OmePlane[] {
  const planes: OmePlane[] = [];
  for (const element of elementsOf(pixels, 'TiffData')) {
    const start = countOf(element, 'IFD');
    const rest = planeCount(grid) - rankOf(grid, firstOf(element));
    const length = countOf(element, 'PlaneCount') ?? (start === undefined ? rest : 1);
    if (planes.length + length > most) return [];
    const fileName = fileOf(element, ownUuid);
    for (let step = 0; step < Math.min(length, rest); step++) {
      const place = placeAt(grid, rankOf(grid, firstOf(element)) + step);
      planes.push({ ...place, ifd: (start ?? 0) + step, fileName });
    }
  }
  return planes;
}

function fileOf(element: XmlElement, ownUuid: string | undefined): string | null {
  const [uuid] = elementsOf(element, 'UUID');
  if (!uuid) return null;
  const isOwn = ownUuid !== undefined && textOf(uuid, '#text')?.trim() === ownUuid;
  return isOwn ? null : (textOf(uuid, 'FileName') ?? null);
}

function firstOf(element: XmlElement): Pick<OmePlane, 'c' | 'z' | 't'> {
  return {
    c: countOf(element, 'FirstC') ?? 0,
    z: countOf(element, 'FirstZ') ?? 0,
    t: countOf(element, 'FirstT') ?? 0,
  };
}

function countOf(element: XmlElement, name: string): number | undefined {
  const value = Number(textOf(element, name) ?? Number.NaN);
  return Number.isSafeInteger(value) && value >= 0 ? value : undefined;
}

function planeCount({ sizeC, sizeZ, sizeT }: OmeGrid): number {
  return sizeC * sizeZ * sizeT;
}

/** Number of a plane in the order of the file. */
function rankOf(grid: OmeGrid, place: Pick<OmePlane, 'c' | 'z' | 't'>): number {
  let rank = 0;
  for (const axis of [...grid.planeOrder].reverse()) {
    rank = rank * sizeOf(grid, axis) + along(place, axis);
  }
  return rank;
}

function placeAt(grid: OmeGrid, rank: number): Pick<OmePlane, 'c' | 'z' | 't'> {
  const place = { C: 0, Z: 0, T: 0 };
  let rest = rank;
  for (const axis of grid.planeOrder) {
    place[axis as 'C' | 'Z' | 'T'] = rest % sizeOf(grid, axis);
    rest = Math.floor(rest / sizeOf(grid, axis));
  }
  return { c: place.C, z: place.Z, t: place.T };
}

function along({ c, z, t }: Pick<OmePlane, 'c' | 'z' | 't'>, axis: string): number {
  if (axis === 'C') return c;
  return axis === 'Z' ? z : t;
}

function sizeOf({ sizeC, sizeZ, sizeT }: OmeGrid, axis: string): number {
  if (axis === 'C') return sizeC;
  return axis === 'Z' ? sizeZ : sizeT;
}
