/** Formats that the browser decodes for us. */
export type BitmapFormat = 'jpeg' | 'webp' | 'bmp' | 'gif';

/** Size of a picture in px. */
export interface BitmapSize {
  readonly width: number;
  readonly height: number;
}

/**
 * Size of a picture from its header, without decoding it: a few bytes can claim gigabytes.
 *
 * @param start the first bytes of the file
 * @returns `null` when the header is not among them or makes no sense
 */
export function findBitmapSize(start: Uint8Array, format: BitmapFormat): BitmapSize | null {
  const view = new DataView(start.buffer, start.byteOffset, start.byteLength);
  try {
    return FINDERS[format](view);
  } catch (error) {
    if (error instanceof RangeError) return null; // a header that ends early
    throw error;
  }
}

const FINDERS: Readonly<Record<BitmapFormat, (view: DataView) => BitmapSize | null>> = {
  jpeg: findJpegSize,
  webp: findWebpSize,
  bmp: findBmpSize,
  gif: (view) => ({ width: view.getUint16(6, true), height: view.getUint16(8, true) }),
};

/** Source: ITU-T T.81, B.2.2: any start of frame but DHT (C4), JPG (C8) and DAC (CC). */
function findJpegSize(view: DataView): BitmapSize | null {
  let at = 2;
  for (;;) {
    if (view.getUint8(at) !== 0xff) return null;
    const marker = view.getUint8(at + 1);
    const isFrame = marker >= 0xc0 && marker <= 0xcf && ![0xc4, 0xc8, 0xcc].includes(marker);
    if (isFrame) return { height: view.getUint16(at + 5), width: view.getUint16(at + 7) };
    const isFill = marker === 0xff;
    const standsAlone = marker === 0x01 || (marker >= 0xd0 && marker <= 0xd8);
    at += isFill ? 1 : standsAlone ? 2 : 2 + view.getUint16(at + 2);
  }
}

/** Source: RFC 9649, sections 2.5–2.7; RFC 6386, section 9.1; WebP lossless, section 4. */
function findWebpSize(view: DataView): BitmapSize | null {
  const type = String.fromCharCode(...[12, 13, 14, 15].map((at) => view.getUint8(at)));
  if (type === 'VP8X') {
    const edge = (at: number) => 1 + view.getUint16(at, true) + 65_536 * view.getUint8(at + 2);
    return { width: edge(24), height: edge(27) };
  }
  if (type === 'VP8L') {
    const bits = view.getUint32(21, true);
    return { width: 1 + (bits & 0x3fff), height: 1 + ((bits >>> 14) & 0x3fff) };
  }
  if (type !== 'VP8 ') return null;
  return { width: view.getUint16(26, true) & 0x3fff, height: view.getUint16(28, true) & 0x3fff };
}

/** Rows may be stored from the top (negative height). Source: BITMAPCOREHEADER, BITMAPINFOHEADER. */
function findBmpSize(view: DataView): BitmapSize {
  const isCore = view.getUint32(14, true) === 12;
  if (isCore) return { width: view.getUint16(18, true), height: view.getUint16(20, true) };
  return { width: view.getInt32(18, true), height: Math.abs(view.getInt32(22, true)) };
}
