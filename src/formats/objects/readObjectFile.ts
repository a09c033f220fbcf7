import type { ObjectFile } from '#domain/outline/objectFile.ts';
import { readCoco } from '#formats/coco/readCoco.ts';
import { readGeoJson } from '#formats/geojson/readGeoJson.ts';
import { readJson } from '#formats/objects/readJson.ts';
import { readRoiFile } from '#formats/roi/readRoiFile.ts';

/**
 * The objects of a file that another tool has written: ImageJ ROIs (one, or a ZIP file of them),
 * GeoJSON or COCO. Its content tells what it is; its name does not matter.
 *
 * @returns `null` when it is none of them
 * @throws AppError `corrupt-file`, `unsupported-format`, `too-large`
 */
export async function readObjectFile(file: Blob): Promise<ObjectFile | null> {
  const rois = await readRoiFile(file, file instanceof File ? file.name : '');
  if (rois) return rois;
  const json = await readJson(file);
  return json === undefined ? null : (readGeoJson(json) ?? readCoco(json));
}
