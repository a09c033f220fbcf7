import {
  type AnnotatedObject,
  annotatedPixelAt,
  objectPixelAt,
  type PixelPosition,
} from '#domain/training/annotationIndex.ts';
import type { PreparedImage } from '#domain/training/preparedImage.ts';
import type { Random } from '#lib/random.ts';

/** An annotated pixel of an image. */
export interface ChosenPixel {
  readonly image: PreparedImage;
  readonly pixel: PixelPosition;
}

/** Edges of a sample's input and of the output in its middle. */
export interface SampleEdges {
  readonly inputEdgePx: number;
  readonly outputEdgePx: number;
}

interface ObjectOfImage {
  readonly image: PreparedImage;
  readonly object: AnnotatedObject;
}

/** Share of the draws that go by object instead of by area. */
const OBJECT_SHARE = 0.5;

/**
 * Draws annotated pixels to train on, so that neither small objects nor rare classes are missed:
 * half of the draws take an image, then any annotated pixel of it; the other half a class, then an
 * object of it in any image, then a pixel of that, each with equal chances.
 */
export class PixelChooser {
  private readonly images: readonly PreparedImage[];
  /** Classes that occur, each with its objects. */
  private readonly objectsByClass: readonly (readonly ObjectOfImage[])[];

  /** @param images at least one with annotated pixels */
  constructor(images: readonly PreparedImage[]) {
    this.images = images.filter(({ index }) => index.annotatedPixels > 0);
    const byClass = new Map<number, ObjectOfImage[]>();
    for (const image of this.images) {
      for (const object of image.index.objects) {
        const list = byClass.get(object.classIndex);
        if (list) list.push({ image, object });
        else byClass.set(object.classIndex, [{ image, object }]);
      }
    }
    this.objectsByClass = [...byClass.values()];
  }

  choose(random: Random): ChosenPixel {
    const isByObject = random.uniform() < OBJECT_SHARE;
    return isByObject && this.objectsByClass.length > 0
      ? this.chooseOfObject(random)
      : this.chooseOfImage(random);
  }

  private chooseOfObject(random: Random): ChosenPixel {
    const { image, object } = pick(pick(this.objectsByClass, random), random);
    const rank = random.integer(0, object.areaPx - 1);
    return { image, pixel: objectPixelAt(image.annotation, object, rank) };
  }

  private chooseOfImage(random: Random): ChosenPixel {
    const image = pick(this.images, random);
    const rank = random.integer(0, image.index.annotatedPixels - 1);
    return { image, pixel: annotatedPixelAt(image.annotation, image.index, rank) };
  }
}

function pick<T>(items: readonly T[], random: Random): T {
  return items[random.integer(0, items.length - 1)] as T;
}

/**
 * Centre of a sample that shows `pixel` in its output, wherever in it: shifted at random by up to a
 * quarter of the output's edge, and not so near to the image's border that more than a quarter of
 * the output lies outside of it. A quarter keeps the pixel in the output at any rotation.
 *
 * @returns half a pixel off for even edges, so that a sample that is only cut falls on pixels
 */
export function centreNear(
  { image, pixel }: ChosenPixel,
  { inputEdgePx, outputEdgePx }: SampleEdges,
  random: Random,
): PixelPosition {
  const reach = Math.floor(outputEdgePx / 4);
  const half = inputEdgePx % 2 === 0 ? 0.5 : 0;
  const place = (position: number, length: number) => {
    const shifted = position + random.integer(-reach, reach);
    const low = Math.min(reach, Math.floor((length - 1) / 2));
    return Math.min(length - 1 - low, Math.max(low, shifted)) - half;
  };
  return { x: place(pixel.x, image.width), y: place(pixel.y, image.height) };
}
