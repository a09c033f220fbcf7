import { zipHolds } from '#store/actions/isProjectFile.ts';
import type { OpenableFile } from '#store/actions/openableFile.ts';

/** As much of a JSON file as is looked into. */
const HEAD_BYTES = 2 ** 20;

/** Keys of GeoJSON and of COCO; models and recipes have none of them. */
const OBJECT_KEYS = /"(FeatureCollection|Feature|features|annotations|categories|segmentation)"/;

/** Whether a file holds outlines, by its name and what it begins with; nothing is read whole. */
export async function holdsObjects({ file }: OpenableFile): Promise<boolean> {
  if (/\.(roi|geojson)$/i.test(file.name)) return true;
  try {
    if (/\.zip$/i.test(file.name)) return await zipHolds(file, /\.roi$/i);
    return /\.json$/i.test(file.name) && OBJECT_KEYS.test(await headOf(file));
  } catch {
    // It fails again where it is opened.
    return false;
  }
}

async function headOf(file: File): Promise<string> {
  return file.slice(0, HEAD_BYTES).text();
}
