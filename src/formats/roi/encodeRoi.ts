import { boxOfRings, type RingsBox } from '#domain/outline/boxOfRings.ts';
import type { OutlinePolygon } from '#domain/outline/objectOutline.ts';
import { HEADER, HEADER2, ROI_TYPE, SEGMENT } from '#formats/roi/roiLayout.ts';

/** Where in a stack a ROI is shown: at a picture of it, or at a slice and time point; all from 1. */
export type RoiPosition =
  | { readonly picture: number }
  | { readonly slice: number; readonly frame: number };

/** What a ROI file tells of an object. */
export interface RoiContent {
  readonly name: string;
  /** On pixel edges. */
  readonly polygons: readonly OutlinePolygon[];
  /** `null` = shown at all pictures of a stack. */
  readonly position: RoiPosition | null;
  /** 1…255 as in ImageJ's ROI groups; 0 = none. */
  readonly group: number;
}

const VERSION = 228;
/** Coordinates are signed 16-bit numbers, and so is the distance from the left and upper edge. */
const MAX_COORDINATE = 0x7fff;
const MAX_POINTS = 0xffff;

/**
 * Bytes of an ImageJ ROI: a traced selection, whose whole-numbered corners ImageJ takes for pixel
 * edges; a composite where the object has holes, several parts, coordinates above 32,767 or more
 * than 65,535 corners, as ImageJ itself saves such ones.
 */
export function encodeRoi(content: RoiContent): Uint8Array<ArrayBuffer> {
  const rings = content.polygons.flatMap(({ outer, holes }) => [outer, ...holes]);
  const box = boxOfRings(rings);
  const [ring, ...others] = rings;
  const isTraced =
    ring !== undefined &&
    others.length === 0 &&
    Math.max(box.right, box.bottom) <= MAX_COORDINATE &&
    ring.length / 2 <= MAX_POINTS;
  const pointBytes = isTraced ? 2 * ring.length : 4 * shapeLength(rings);
  const header2 = HEADER.bytes + pointBytes;
  const bytes = new Uint8Array(header2 + HEADER2.bytes + 2 * content.name.length);
  const view = new DataView(bytes.buffer);
  writeHeader(view, box, header2);
  writeHeader2(view, header2, content);
  if (isTraced) writeTraced(view, ring, box);
  else writeShape(view, rings);
  return bytes;
}

function writeHeader(view: DataView, box: RingsBox, header2: number): void {
  for (const [i, letter] of [...HEADER.signature].entries()) {
    view.setUint8(i, letter.charCodeAt(0));
  }
  view.setInt16(HEADER.version, VERSION);
  // Boxes of composites are taken from their paths: here they may be too large to tell.
  for (const side of ['top', 'left', 'bottom', 'right'] as const) {
    view.setInt16(HEADER[side], Math.min(box[side], MAX_COORDINATE));
  }
  view.setInt32(HEADER.header2, header2);
}

function writeHeader2(view: DataView, at: number, { name, position, group }: RoiContent): void {
  if (position && 'picture' in position) view.setInt32(HEADER.position, position.picture);
  if (position && 'slice' in position) {
    view.setInt32(at + HEADER2.slice, position.slice);
    view.setInt32(at + HEADER2.frame, position.frame);
  }
  view.setInt32(at + HEADER2.nameOffset, at + HEADER2.bytes);
  view.setInt32(at + HEADER2.nameLength, name.length);
  view.setUint8(at + HEADER2.group, group);
  for (let i = 0; i < name.length; i++) {
    view.setUint16(at + HEADER2.bytes + 2 * i, name.charCodeAt(i));
  }
}

function writeTraced(view: DataView, ring: Float64Array, box: RingsBox): void {
  const count = ring.length / 2;
  view.setUint8(HEADER.type, ROI_TYPE.traced);
  view.setUint16(HEADER.pointCount, count);
  for (let i = 0; i < count; i++) {
    view.setInt16(HEADER.bytes + 2 * i, (ring[2 * i] as number) - box.left);
    view.setInt16(HEADER.bytes + 2 * (count + i), (ring[2 * i + 1] as number) - box.top);
  }
}

/** Three words per corner and one for the end of each ring. */
function shapeLength(rings: readonly Float64Array[]): number {
  return rings.reduce((sum, ring) => sum + (ring.length / 2) * 3 + 1, 0);
}

function writeShape(view: DataView, rings: readonly Float64Array[]): void {
  view.setUint8(HEADER.type, ROI_TYPE.rectangle);
  view.setInt32(HEADER.shapeLength, shapeLength(rings));
  let at: number = HEADER.bytes;
  const put = (word: number) => {
    view.setFloat32(at, word);
    at += 4;
  };
  for (const ring of rings) {
    for (let i = 0; i < ring.length; i += 2) {
      put(i === 0 ? SEGMENT.moveTo : SEGMENT.lineTo);
      put(ring[i] as number);
      put(ring[i + 1] as number);
    }
    put(SEGMENT.close);
  }
}
