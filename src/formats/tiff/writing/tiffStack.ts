import { TAG } from '#formats/tiff/tiffTags.ts';
import { describeStack, orderStack, type StackOrder } from '#formats/tiff/writing/imagejStack.ts';
import { encodePlaneLabels } from '#formats/tiff/writing/planeLabels.ts';
import {
  asciiValues,
  encodeDirectory,
  FIELD,
  type Field,
} from '#formats/tiff/writing/tiffDirectories.ts';
import { SAMPLE_FORMAT, type TiffPlane, type TiffStack } from '#formats/tiff/writing/tiffPlane.ts';
import { AppError } from '#lib/errors.ts';

const HEADER_BYTES = 8;
/** Offsets have 32 bits; some are left for the directories. */
const MAX_FILE_BYTES = 2 ** 32 - 2 ** 24;
const DEFLATE = 8;
const MIN_IS_BLACK = 1;
/** The larger part of a fraction, so that it keeps about nine digits in 32 bits. */
const MANY = 1e9;

/**
 * Planes as a TIFF of one page each, time by time and slice by slice, with the pixel size in
 * ImageJ's way where it is known; ImageJ, napari, CellProfiler and tifffile read values and scale.
 * Where the planes are every slice of every time point, ImageJ shows them as a hyperstack.
 *
 * @returns the parts of the file, one after the other
 * @throws AppError `too-large` when it would pass 4 GiB
 */
export function encodeStack(stack: TiffStack): readonly Uint8Array<ArrayBuffer>[] {
  const order = orderStack(stack.planes);
  const strips = order.planes.flatMap((plane) => plane.strips);
  const stripBytes = strips.reduce((sum, { length }) => sum + length, 0);
  if (HEADER_BYTES + stripBytes > MAX_FILE_BYTES) throw tooLarge(stripBytes);
  const header = new DataView(new ArrayBuffer(HEADER_BYTES));
  let at = HEADER_BYTES + stripBytes;
  const padding = new Uint8Array(at % 2);
  at += padding.length;
  header.setUint16(0, 0x4949);
  header.setUint16(2, 42, true);
  header.setUint32(4, at, true);

  let stripAt = HEADER_BYTES;
  const directories = order.planes.map((plane, index) => {
    const byteCounts = plane.strips.map(({ length }) => length);
    const offsets = byteCounts.map((count) => {
      const offset = stripAt;
      stripAt += count;
      return offset;
    });
    const fields = fieldsOf(stack, order, index, { offsets, byteCounts });
    const directory = encodeDirectory(at, fields, index + 1 < order.planes.length);
    at += directory.length;
    return directory;
  });
  return [new Uint8Array(header.buffer), ...strips, padding, ...directories];
}

function fieldsOf(
  stack: TiffStack,
  order: StackOrder,
  index: number,
  strips: { readonly offsets: readonly number[]; readonly byteCounts: readonly number[] },
): Field[] {
  const { width, height, rowsPerStrip } = order.planes[index] as TiffPlane;
  const { bits, code } = SAMPLE_FORMAT[stack.samples];
  const description = describeStack(stack, order);
  return [
    [TAG.imageWidth, FIELD.long, [width]],
    [TAG.imageLength, FIELD.long, [height]],
    [TAG.bitsPerSample, FIELD.short, [bits]],
    [TAG.compression, FIELD.short, [DEFLATE]],
    [TAG.photometric, FIELD.short, [MIN_IS_BLACK]],
    ...(index === 0
      ? ([[TAG.imageDescription, FIELD.ascii, asciiValues(description)]] satisfies Field[])
      : []),
    [TAG.stripOffsets, FIELD.long, strips.offsets],
    [TAG.samplesPerPixel, FIELD.short, [1]],
    [TAG.rowsPerStrip, FIELD.long, [rowsPerStrip]],
    [TAG.stripByteCounts, FIELD.long, strips.byteCounts],
    ...resolution(stack.pixelSizeUm),
    [TAG.software, FIELD.ascii, asciiValues('Cellpane')],
    [TAG.sampleFormat, FIELD.short, [code]],
    ...(index === 0 && order.planes.length > 1 ? labelFields(order) : []),
  ];
}

/** Which plane is which, for ImageJ's slider, and for planes that are only some of a stack. */
function labelFields({ planes }: StackOrder): Field[] {
  const { sizes, bytes } = encodePlaneLabels(planes.map(({ place }) => place));
  return [
    [TAG.imageJByteCounts, FIELD.long, sizes],
    [TAG.imageJMetadata, FIELD.byte, bytes],
  ];
}

/**
 * Pixels per micrometre, which is what ImageJ reads with `unit=micron`. Without a size, none: an
 * invented one would be worse.
 */
function resolution(pixelSizeUm: number | null): Field[] {
  if (pixelSizeUm === null) return [];
  const perUm =
    pixelSizeUm >= 1
      ? [Math.round(MANY / pixelSizeUm), MANY]
      : [MANY, Math.round(MANY * pixelSizeUm)];
  return [
    [TAG.xResolution, FIELD.rational, perUm],
    [TAG.yResolution, FIELD.rational, perUm],
    [TAG.resolutionUnit, FIELD.short, [1]],
  ];
}

function tooLarge(sizeBytes: number): AppError {
  return new AppError(
    'too-large',
    `The TIFF file would take ${(sizeBytes / 2 ** 30).toFixed(1)} GiB, but the format ends at 4 GiB. Export fewer planes at a time.`,
  );
}
