import type { ExportedPlane } from '#domain/export/exportedPlane.ts';
import { traceOutlines } from '#domain/outline/traceOutlines.ts';
import { encodeRoi, type RoiPosition } from '#formats/roi/encodeRoi.ts';
import { packStored } from '#formats/zip/packStored.ts';

const MAX_GROUP = 255;
const MIN_DIGITS = 4;

/**
 * Objects of one image as a ZIP file of ROIs, which ImageJ and Fiji open in the ROI Manager. A ROI is
 * named after the number in the label image, in a stack after plane (from 1) and number:
 * `0003-0012`. The class is the ROI's group when there is more than one.
 *
 * @param planes of one image
 * @returns the file, in pieces
 */
export function writeRoiZip(planes: readonly ExportedPlane[]): readonly Uint8Array<ArrayBuffer>[] {
  const hasClasses = planes.some(({ classes }) => classes.size > 0);
  const isStack = planes.length > 1 || planes.some(({ place }) => place.pageIndex > 0);
  return packStored(rois(planes, hasClasses, isStack));
}

function* rois(
  planes: readonly ExportedPlane[],
  hasClasses: boolean,
  isStack: boolean,
): Generator<readonly [string, Uint8Array<ArrayBuffer>]> {
  const isHyperstack = needsAxes(planes);
  for (const { labels, classes, place } of planes) {
    const picture = place.pageIndex + 1;
    const ofStack: RoiPosition = isHyperstack
      ? { slice: place.z + 1, frame: place.t + 1 }
      : { picture };
    for (const { label, classIndex, polygons } of traceOutlines(labels, classes)) {
      const name = isStack ? `${padded(picture)}-${padded(label)}` : padded(label);
      const group = hasClasses ? Math.min(classIndex, MAX_GROUP) : 0;
      const position = isStack ? ofStack : null;
      yield [`${name}.roi`, encodeRoi({ name, polygons, position, group })];
    }
  }
}

/**
 * Whether ImageJ shows the image as a hyperstack, of which pictures have no single number: it has
 * slices and time points, or several channels.
 */
function needsAxes(planes: readonly ExportedPlane[]): boolean {
  const hasSlices = planes.some(({ place }) => place.z > 0);
  const hasTimes = planes.some(({ place }) => place.t > 0);
  const hasChannels = planes.some(({ objects }) =>
    objects.columns.some(({ id }) => id === 'intensity_mean_c2'),
  );
  return (hasSlices && hasTimes) || hasChannels;
}

function padded(value: number): string {
  return String(value).padStart(MIN_DIGITS, '0');
}
