import type { PixelData, PixelType } from '#domain/image/pixelType.ts';

/** One page of an image file, as stored: nothing scaled, inverted or rounded. */
export interface DecodedImage {
  readonly width: number;
  readonly height: number;
  readonly pixelType: PixelType;
  /** One plane per channel, each [height, width], all of `pixelType`. Alpha is not among them. */
  readonly channels: readonly PixelData[];
  /** Names by channel, from metadata where it has them, else `Red`, `Green`, `Blue` or `Channel 1`. */
  readonly channelNames: readonly string[];
  /** True when the channels are the red, green and blue of one colour picture. */
  readonly isRgb: boolean;
  /** Bits that carry information, e.g. 12 for packed 12-bit data in `uint16`. */
  readonly bitsPerSample: number;
  /** Which page this is, from 0. */
  readonly pageIndex: number;
  readonly pageCount: number;
  /** Edge of a pixel in µm when the file says so, else `null`. */
  readonly pixelSizeUm: number | null;
  /** `TIFF`, `PNG`, … for people. */
  readonly formatName: string;
}
