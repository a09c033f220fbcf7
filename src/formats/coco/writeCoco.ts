import type { ExportedPlane } from '#domain/export/exportedPlane.ts';
import { boxOfRings } from '#domain/outline/boxOfRings.ts';
import type { ObjectOutline } from '#domain/outline/objectOutline.ts';
import { ringArea } from '#domain/outline/ringArea.ts';
import { traceOutlines } from '#domain/outline/traceOutlines.ts';
import { encodeRle } from '#formats/coco/rle.ts';
import { classNameOf } from '#formats/objects/className.ts';
import { commaLines, encodePieces } from '#formats/objects/textPieces.ts';

/**
 * Objects of images in the format of the COCO data set for object detection. Each plane is an image;
 * those of a stack share their file name and tell `z` and `t`. An object of one part without holes is
 * a polygon, which every tool reads, others are uncompressed run lengths. `iscrowd` is always 0:
 * it marks regions that scores leave out, not how a mask is written. `label` is the number in the
 * label image.
 *
 * Source: cocodataset.org/#format-data and pycocotools, which decodes both to the same pixels.
 *
 * @param planes of any number of images
 * @returns the file, in pieces
 */
export function writeCoco(planes: readonly ExportedPlane[]): readonly Uint8Array<ArrayBuffer>[] {
  return encodePieces(dataset(planes));
}

function* dataset(planes: readonly ExportedPlane[]): Generator<string> {
  yield '{"info":{"description":"Objects in microscopy images, by Cellpane"},"licenses":[],';
  yield '"images":[';
  yield* commaLines(images(planes));
  yield '],\n"categories":[';
  yield* commaLines(categories(planes));
  yield '],\n"annotations":[';
  yield* commaLines(annotations(planes));
  yield ']}\n';
}

function* images(planes: readonly ExportedPlane[]): Generator<string> {
  const counts = new Map<string, number>();
  for (const { imageName } of planes) counts.set(imageName, (counts.get(imageName) ?? 0) + 1);
  for (const [index, { imageName, labels, place }] of planes.entries()) {
    const isStack = (counts.get(imageName) ?? 0) > 1 || place.z + place.t > 0;
    const image = {
      id: index + 1,
      file_name: imageName,
      width: labels.width,
      height: labels.height,
    };
    yield JSON.stringify(isStack ? { ...image, z: place.z, t: place.t } : image);
  }
}

function* categories(planes: readonly ExportedPlane[]): Generator<string> {
  let highest = 1;
  for (const { classes } of planes) {
    for (const classIndex of classes.values()) highest = Math.max(highest, classIndex);
  }
  for (let id = 1; id <= highest; id++) {
    const name = highest === 1 ? 'object' : classNameOf(id);
    yield JSON.stringify({ id, name, supercategory: 'object' });
  }
}

function* annotations(planes: readonly ExportedPlane[]): Generator<string> {
  let id = 0;
  for (const [index, { labels, classes }] of planes.entries()) {
    for (const object of traceOutlines(labels, classes)) {
      id++;
      const annotation = {
        id,
        image_id: index + 1,
        category_id: object.classIndex,
        iscrowd: 0,
        label: object.label,
        ...shapeOf(object, labels),
      };
      yield JSON.stringify(annotation);
    }
  }
}

interface ImageSize {
  readonly width: number;
  readonly height: number;
}

function shapeOf({ polygons }: ObjectOutline, { width, height }: ImageSize) {
  const rings = polygons.flatMap(({ outer, holes }) => [outer, ...holes]);
  const area = rings.reduce((sum, ring) => sum + ringArea(ring), 0);
  const [ring, ...others] = rings;
  const isSimple = ring !== undefined && others.length === 0;
  const segmentation = isSimple
    ? [[...ring]]
    : { size: [height, width], counts: encodeRle(rings, width, height) };
  const { left, top, right, bottom } = boxOfRings(rings);
  return { area, bbox: [left, top, right - left, bottom - top], segmentation };
}
