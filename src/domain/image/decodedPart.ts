import type { PixelData } from '#domain/image/pixelType.ts';
import type { Rectangle } from '#domain/image/rectangle.ts';

/** A page as far as it is decoded, and the part that was decoded last. */
export interface DecodedPart {
  readonly width: number;
  readonly height: number;
  /** First sample of each pixel, [height, width]; zeros where nothing was decoded yet. */
  readonly plane: PixelData;
  readonly part: Rectangle;
}

/** Told of each part while a page is decoded; must leave the plane as it is. */
export type OnPart = (decoded: DecodedPart) => void;
