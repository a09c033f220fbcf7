import { splitPlaneMark } from '#domain/export/planeMark.ts';
import { LABEL_SUFFIX, nearestFirst, stemOf } from '#store/actions/fileStems.ts';
import type { NamedImage } from '#store/actions/planFiles.ts';
import type { ImportSource } from '#store/importing/importSource.ts';

/** `cells.rois.zip`, `cells_objects.geojson`, `cells-RoiSet.zip` */
const OBJECT_SUFFIX =
  /[._ -]+(objects?|rois?|roiset|outlines?|detections?|cells|nuclei|coco|geojson)$/i;

/**
 * Id of the image that objects belong to by name: the one that the file names, else the one of the
 * file's own stem, with or without a suffix that says what it holds. Of several of one name the
 * nearest folder counts. `null` = none.
 */
export function pairByName(
  { imageName, fileName, folder }: Pick<ImportSource, 'imageName' | 'fileName' | 'folder'>,
  images: readonly NamedImage[],
): string | null {
  const nearest = (isSame: (image: NamedImage) => boolean): string | undefined =>
    nearestFirst(images.filter(isSame), folder, (image) => image.folder)[0]?.id;
  if (imageName !== null) {
    const base = baseName(imageName);
    const sameName = nearest(({ name }) => name.toLowerCase() === base.toLowerCase());
    return sameName ?? nearest(({ name }) => stemOf(name) === stemOf(base)) ?? null;
  }
  for (const stem of stemsOf(fileName)) {
    const id = nearest(({ name }) => name.toLowerCase() === stem || stemOf(name) === stem);
    if (id !== undefined) return id;
  }
  return null;
}

/** Also of a path of another system. */
function baseName(path: string): string {
  return path.split(/[\\/]/).at(-1) ?? path;
}

/** `_z03_t12`: the plane that a file's name tells, as in `cells_z03_t12.labels.tif`; `null` = none. */
export function markOfName(fileName: string): string | null {
  return splitPlaneMark(shortened(stemOf(fileName)))?.mark ?? null;
}

/** `cells.tif_t3.rois.zip` → `cells.tif_t3.rois`, `cells.tif_t3`, `cells.tif`. */
function stemsOf(fileName: string): readonly string[] {
  const stem = stemOf(fileName);
  const short = shortened(stem);
  const stems = [stem, short, splitPlaneMark(short)?.stem ?? short];
  return [...new Set(stems.filter((one) => one !== ''))];
}

function shortened(stem: string): string {
  return stem.replace(OBJECT_SUFFIX, '').replace(LABEL_SUFFIX, '');
}
