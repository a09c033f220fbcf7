import type { DecodedImage } from '#domain/image/decodedImage.ts';
import { collapseGrey } from '#formats/collapseGrey.ts';
import { checkPageClaim } from '#formats/imageLimits.ts';
import { type PnmHeader, readPnmHeader } from '#formats/pnm/pnmHeader.ts';
import { corruptFile } from '#formats/refusals.ts';
import { AppError } from '#lib/errors.ts';

type PnmPlane = Uint8Array<ArrayBuffer> | Uint16Array<ArrayBuffer>;

/** Enough for a header with comments. */
const HEADER_BYTES = 64 * 2 ** 10;
/** A text of numbers is at most this much longer than its samples: five digits and a blank. */
const MAX_TEXT_BYTES_PER_SAMPLE = 8;

/**
 * Reads the first picture of a PBM, PGM or PPM file, text or binary, 8 or 16 bits.
 *
 * Grey values and colours stay as stored, whatever their greatest value; in a PBM, black is 0 and
 * white 1, as programs show it (the file stores them the other way round).
 *
 * Source: netpbm's pbm(5), pgm(5), ppm(5).
 *
 * @throws AppError `corrupt-file` or `too-large` with the reason, `not-found` for any but page 0
 */
export async function readPnm(file: Blob, pageIndex: number): Promise<DecodedImage> {
  if (pageIndex !== 0) {
    throw new AppError('not-found', `There is no page ${pageIndex + 1}: a PNM file has one.`);
  }
  const start = new Uint8Array(await file.slice(0, HEADER_BYTES).arrayBuffer());
  const header = readPnmHeader(start);
  const { width, height, samplesPerPixel, greatest, isText } = header;
  const bytesPerSample = greatest > 255 ? 2 : 1;
  checkPageClaim({ width, height, channelCount: samplesPerPixel, bytesPerSample });
  const body = await readBody(file, header);
  const samples = isText ? parseText(body, header) : unpack(body, header);
  const channels = collapseGrey(spread(samples, samplesPerPixel));
  const isRgb = channels.length === 3;
  return {
    width,
    height,
    pixelType: bytesPerSample === 2 ? 'uint16' : 'uint8',
    channels,
    channelNames: isRgb ? ['Red', 'Green', 'Blue'] : ['Channel 1'],
    isRgb,
    bitsPerSample: Math.ceil(Math.log2(greatest + 1)),
    pageIndex: 0,
    pageCount: 1,
    pixelSizeUm: null,
    formatName: header.formatName,
  };
}

/** The bytes behind the header, as far as they can belong to the picture. */
async function readBody(file: Blob, header: PnmHeader): Promise<Uint8Array<ArrayBuffer>> {
  const { width, height, samplesPerPixel, greatest, isText, isBitmap, bodyOffset } = header;
  const count = width * height * samplesPerPixel;
  const needed =
    isBitmap && !isText ? Math.ceil(width / 8) * height : count * (greatest > 255 ? 2 : 1);
  const available = file.size - bodyOffset;
  if (!isText && available < needed) {
    throw corruptFile(`The ${header.formatName} needs ${needed} bytes, but holds ${available}.`);
  }
  const most = isText ? count * MAX_TEXT_BYTES_PER_SAMPLE + HEADER_BYTES : needed;
  return new Uint8Array(await file.slice(bodyOffset, bodyOffset + most).arrayBuffer());
}

function unpack(body: Uint8Array, header: PnmHeader): PnmPlane {
  const { width, height, samplesPerPixel, greatest, isBitmap } = header;
  const count = width * height * samplesPerPixel;
  if (greatest > 255) {
    const samples = new Uint16Array(count);
    for (let i = 0; i < count; i++) {
      samples[i] = ((body[2 * i] as number) << 8) | (body[2 * i + 1] as number);
    }
    return samples;
  }
  if (!isBitmap) return body.slice(0, count);
  const rowBytes = Math.ceil(width / 8);
  return Uint8Array.from({ length: count }, (_, i) => {
    const x = i % width;
    const byte = body[Math.floor(i / width) * rowBytes + (x >> 3)] as number;
    return 1 - ((byte >> (7 - (x & 7))) & 1);
  });
}

/** Decimal numbers between blanks; in a PBM single digits that need no blanks. */
function parseText(body: Uint8Array, header: PnmHeader): PnmPlane {
  const { width, height, samplesPerPixel, greatest, isBitmap, formatName } = header;
  const samples = new (greatest > 255 ? Uint16Array : Uint8Array)(width * height * samplesPerPixel);
  let found = 0;
  let value = -1;
  const store = () => {
    if (value > greatest)
      throw corruptFile(`The ${formatName} holds a ${value} above ${greatest}.`);
    if (value >= 0 && found < samples.length) samples[found++] = isBitmap ? 1 - value : value;
    value = -1;
  };
  for (let at = 0; at < body.length && found < samples.length; at++) {
    const digit = (body[at] as number) - 0x30;
    if (digit >= 0 && digit <= 9) {
      value = Math.min(1e6, Math.max(0, value) * 10 + digit);
      if (isBitmap) store();
    } else store();
  }
  store();
  if (found < samples.length) {
    throw corruptFile(`The ${formatName} needs ${samples.length} numbers, but holds ${found}.`);
  }
  return samples;
}

function spread(samples: PnmPlane, samplesPerPixel: number): PnmPlane[] {
  if (samplesPerPixel === 1) return [samples];
  const count = samples.length / samplesPerPixel;
  return [0, 1, 2].map((channel) => {
    const plane = samples instanceof Uint16Array ? new Uint16Array(count) : new Uint8Array(count);
    for (let i = 0; i < count; i++) plane[i] = samples[i * samplesPerPixel + channel] as number;
    return plane;
  });
}
