import type { FileObject } from '#domain/outline/objectFile.ts';
import type { OutlinePolygon } from '#domain/outline/objectOutline.ts';
import { classNameOf } from '#formats/objects/className.ts';
import { MAX_COORDINATE } from '#formats/objects/coordinates.ts';
import { boundedName, type FileBudget } from '#formats/objects/fileBudget.ts';
import { numberInName } from '#formats/objects/numberInName.ts';
import type { PlaneKey } from '#formats/objects/planeGroups.ts';
import { corruptFile } from '#formats/refusals.ts';
import { type RoiHeader, readRoiHeader } from '#formats/roi/roiHeader.ts';
import { HEADER, ROI_TYPE, SUBPIXEL, SUBTYPE } from '#formats/roi/roiLayout.ts';
import { ovalRing, rectangleRing } from '#formats/roi/roiShapes.ts';
import { readShapeRings } from '#formats/roi/shapePath.ts';

/** An object of a ROI file and where it belongs. */
export interface DecodedRoi {
  readonly place: PlaneKey;
  readonly object: FileObject;
}

/** Whether bytes begin like a ROI file. */
export function isRoi(bytes: Uint8Array): boolean {
  return [...HEADER.signature].every((letter, i) => bytes[i] === letter.charCodeAt(0));
}

/**
 * The object of an ImageJ ROI file: polygons, freehand and traced selections, rectangles, ovals and
 * composites, between pixels or on their edges.
 *
 * @param fallbackName for ROIs that do not tell theirs
 * @returns `null` for those that enclose nothing: points, lines, angles, texts, pictures
 * @throws AppError `corrupt-file`, `too-large`
 */
export function decodeRoi(
  bytes: Uint8Array,
  fallbackName: string,
  budget: FileBudget,
): DecodedRoi | null {
  if (!isRoi(bytes) || bytes.length < HEADER.bytes) {
    throw corruptFile(`“${boundedName(fallbackName)}” is no ImageJ ROI.`);
  }
  budget.takeObject();
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const header = readRoiHeader(view);
  const rings = readRings(view, header, budget).filter((ring) => ring.length >= 6);
  if (rings.some((ring) => ring.some((value) => !(Math.abs(value) <= MAX_COORDINATE)))) {
    throw corruptFile(`“${boundedName(fallbackName)}” has corners that are no places.`);
  }
  const [outer, ...holes] = rings;
  if (!outer) return null;
  // All rings as one polygon: the even-odd rule tells holes and parts from each other.
  const polygons: readonly OutlinePolygon[] = [{ outer, holes }];
  const className = header.group > 0 ? classNameOf(header.group) : null;
  const name = boundedName(header.name) ?? boundedName(fallbackName);
  const number = numberOf(name, header.place);
  return { place: header.place, object: { name, className, polygons, ...number } };
}

/** In stacks, names are plane and number; without a plane, ImageJ itself writes row and column so. */
function numberOf(name: string | null, { pageIndex, z, t }: PlaneKey) {
  const isPlaced = [pageIndex, z, t].some((place) => (place ?? null) !== null);
  return numberInName(isPlaced ? (name?.replace(/^\d+-(?=\d+$)/, '') ?? null) : name);
}

function readRings(
  view: DataView,
  header: RoiHeader,
  budget: FileBudget,
): readonly Float64Array<ArrayBuffer>[] {
  const { type, subtype, shapeLength } = header;
  if (subtype === SUBTYPE.text || subtype === SUBTYPE.image) return [];
  if (shapeLength > 0) return readShapeRings(view, shapeLength, budget);
  switch (type) {
    case ROI_TYPE.rectangle:
      return [rectangleRing(header)];
    case ROI_TYPE.oval:
      return [ovalRing(header, budget)];
    case ROI_TYPE.polygon:
    case ROI_TYPE.freehand:
    case ROI_TYPE.traced:
      return [readPoints(view, header, budget)];
    default:
      return [];
  }
}

function readPoints(
  view: DataView,
  { pointCount, options, left, top }: RoiHeader,
  budget: FileBudget,
): Float64Array<ArrayBuffer> {
  const isExact = (options & SUBPIXEL) !== 0;
  const neededBytes = HEADER.bytes + pointCount * (isExact ? 12 : 4);
  if (pointCount < 0 || neededBytes > view.byteLength) {
    throw corruptFile(
      `A ROI should have ${pointCount} corners, for which its ${view.byteLength} bytes are too few.`,
    );
  }
  budget.takePoints(pointCount);
  const ring = new Float64Array(2 * pointCount);
  const xs = HEADER.bytes;
  const exactXs = xs + 4 * pointCount;
  for (let i = 0; i < pointCount; i++) {
    if (isExact) {
      ring[2 * i] = view.getFloat32(exactXs + 4 * i);
      ring[2 * i + 1] = view.getFloat32(exactXs + 4 * (pointCount + i));
    } else {
      ring[2 * i] = left + Math.max(0, view.getInt16(xs + 2 * i));
      ring[2 * i + 1] = top + Math.max(0, view.getInt16(xs + 2 * (pointCount + i)));
    }
  }
  return ring;
}
