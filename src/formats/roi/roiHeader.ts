import type { PlaneKey } from '#formats/objects/planeGroups.ts';
import { HEADER, HEADER2 } from '#formats/roi/roiLayout.ts';

/** What the headers of a ROI file tell besides its shape. All figures are what it claims. */
export interface RoiHeader {
  readonly type: number;
  readonly subtype: number;
  readonly options: number;
  /** Signed; the right and lower edges are just outside. */
  readonly left: number;
  readonly top: number;
  readonly right: number;
  readonly bottom: number;
  readonly pointCount: number;
  readonly shapeLength: number;
  readonly name: string | null;
  /** 1…255; 0 = none. */
  readonly group: number;
  readonly place: PlaneKey;
}

const MAX_NAME_LENGTH = 1000;

/** @param view at least `HEADER.bytes` long */
export function readRoiHeader(view: DataView): RoiHeader {
  const header2 = view.getInt32(HEADER.header2);
  const hasMore = header2 >= HEADER.bytes && header2 + HEADER2.group < view.byteLength;
  const pointCount = view.getUint16(HEADER.pointCount);
  return {
    type: view.getUint8(HEADER.type),
    subtype: view.getInt16(HEADER.subtype),
    options: view.getInt16(HEADER.options),
    left: view.getInt16(HEADER.left),
    top: view.getInt16(HEADER.top),
    right: view.getInt16(HEADER.right),
    bottom: view.getInt16(HEADER.bottom),
    // Above 65,535 the number stands behind.
    pointCount: pointCount === 0 ? view.getInt32(HEADER.longPointCount) : pointCount,
    shapeLength: view.getInt32(HEADER.shapeLength),
    name: hasMore ? readName(view, header2) : null,
    group: hasMore ? view.getUint8(header2 + HEADER2.group) : 0,
    place: readPlace(view, hasMore ? header2 : null),
  };
}

function readPlace(view: DataView, header2: number | null): PlaneKey {
  const slice = header2 === null ? 0 : view.getInt32(header2 + HEADER2.slice);
  const frame = header2 === null ? 0 : view.getInt32(header2 + HEADER2.frame);
  const place = { z: slice > 0 ? slice - 1 : null, t: frame > 0 ? frame - 1 : null };
  const picture = view.getInt32(HEADER.position);
  const hasPage = place.z === null && place.t === null && picture > 0;
  return { ...place, pageIndex: hasPage ? picture - 1 : null };
}

function readName(view: DataView, header2: number): string | null {
  const offset = view.getInt32(header2 + HEADER2.nameOffset);
  const length = Math.min(view.getInt32(header2 + HEADER2.nameLength), MAX_NAME_LENGTH);
  if (offset < HEADER.bytes || length <= 0 || offset + 2 * length > view.byteLength) return null;
  const codes = Array.from({ length }, (_, i) => view.getUint16(offset + 2 * i));
  return String.fromCharCode(...codes);
}
