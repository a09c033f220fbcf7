/**
 * Layout of ImageJ's ROI files, big-endian: a header, the points, a second header and the name.
 *
 * Source: ij.io.RoiDecoder of ImageJ 1.53t.
 */
export const HEADER = {
  bytes: 64,
  signature: 'Iout',
  version: 4,
  type: 6,
  top: 8,
  left: 10,
  bottom: 12,
  right: 14,
  pointCount: 16,
  /** 32 bits, where `pointCount` is 0. */
  longPointCount: 18,
  /** Number of 32-bit floats of a composite. */
  shapeLength: 36,
  subtype: 48,
  options: 50,
  position: 56,
  header2: 60,
} as const;

/** Offsets from the second header. */
export const HEADER2 = {
  bytes: 64,
  channel: 4,
  slice: 8,
  frame: 12,
  nameOffset: 16,
  nameLength: 20,
  group: 30,
} as const;

/** Kinds of ROI by their number. */
export const ROI_TYPE = {
  polygon: 0,
  rectangle: 1,
  oval: 2,
  freehand: 7,
  traced: 8,
} as const;

/** Kinds of ROI that only look like one of the above. */
export const SUBTYPE = { text: 1, image: 4 } as const;

/** Bit of `options`: coordinates are given a second time as 32-bit floats. */
export const SUBPIXEL = 128;

/** Words of the paths of composites. */
export const SEGMENT = { moveTo: 0, lineTo: 1, quadTo: 2, cubicTo: 3, close: 4 } as const;
