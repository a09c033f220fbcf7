import { splitPlaneMark } from '#domain/export/planeMark.ts';
import { LABEL_SUFFIX, nearestFirst, stemOf } from '#store/actions/fileStems.ts';
import type { OpenableFile } from '#store/actions/openableFile.ts';

/** An image that is open already, by name. */
export interface NamedImage {
  readonly id: string;
  readonly name: string;
  readonly folder: string;
}

/** A file whose name says that it holds the labels of an image. */
export interface LabelFile {
  readonly openable: OpenableFile;
  /** Its image: one of the files, or the id of an open one. */
  readonly partner: OpenableFile | string;
  /** `_z03_t12`: the plane of its image that its name tells; left out where it tells none. */
  readonly planeMark?: string;
}

/** What files are, as far as their names tell. */
export interface FilePlan {
  readonly images: readonly OpenableFile[];
  readonly labels: readonly LabelFile[];
  /** Two files of the same stem: perhaps an image and its labels, which only their pixels tell. */
  readonly twins: readonly (readonly [OpenableFile, OpenableFile])[];
  /** Files of the same stem as an open image: perhaps its labels. */
  readonly latecomers: readonly LabelFile[];
}

const LABEL_FOLDER = /^(labels?|masks?|annotations?|segmentations?|ground[ _-]?truth|gt)$/i;

/**
 * Sorts files into images and label images by their names: a label image has the stem of its image,
 * and says what it is by its suffix (`_labels`, `_mask`, `_seg`, …) or by its folder (`labels`,
 * `masks`, …), and perhaps its plane before that (`a_z3_labels`). One without an image is an image
 * itself.
 */
export function planFiles(
  files: readonly OpenableFile[],
  openImages: readonly NamedImage[],
): FilePlan {
  const named = files.map((openable) => ({ openable, base: labelBase(openable) }));
  const candidates = named.filter(({ base }) => base === null).map(({ openable }) => openable);
  const labels: LabelFile[] = [];
  const images: OpenableFile[] = [];
  for (const { openable, base } of named) {
    const found = base === null ? null : findPartner(openable, base, candidates, openImages);
    if (found === null) images.push(openable);
    else labels.push({ openable, ...found });
  }
  return { labels, ...pairTwins(images, openImages) };
}

/** Stem of the image that a label file belongs to; `null` when its name does not say labels. */
function labelBase({ file, folder }: OpenableFile): string | null {
  const stem = stemOf(file.name);
  if (LABEL_SUFFIX.test(stem)) return stem.replace(LABEL_SUFFIX, '');
  return LABEL_FOLDER.test(folder.split('/').at(-1) ?? '') ? stem : null;
}

function findPartner(
  label: OpenableFile,
  base: string,
  files: readonly OpenableFile[],
  openImages: readonly NamedImage[],
): Omit<LabelFile, 'openable'> | null {
  const partner = partnerOf(label, base, files, openImages);
  if (partner !== null) return { partner };
  const split = splitPlaneMark(base);
  const ofStack = split && partnerOf(label, split.stem, files, openImages);
  return ofStack ? { partner: ofStack, planeMark: split.mark } : null;
}

function partnerOf(
  label: OpenableFile,
  base: string,
  files: readonly OpenableFile[],
  openImages: readonly NamedImage[],
): OpenableFile | string | null {
  const sameFiles = ofName(files, base, ({ file }) => file.name);
  const [nearest] = nearestFirst(sameFiles, label.folder, ({ folder }) => folder);
  if (nearest) return nearest;
  const sameImages = ofName(openImages, base, ({ name }) => name);
  return nearestFirst(sameImages, label.folder, ({ folder }) => folder)[0]?.id ?? null;
}

/** Those of a stem; where it names one with its extension, as in `a.png.labels.tif`, only that. */
function ofName<T>(items: readonly T[], base: string, nameOf: (item: T) => string): readonly T[] {
  const named = items.filter((item) => nameOf(item).toLowerCase() === base);
  return named.length > 0 ? named : items.filter((item) => stemOf(nameOf(item)) === base);
}

function pairTwins(
  files: readonly OpenableFile[],
  openImages: readonly NamedImage[],
): Omit<FilePlan, 'labels'> {
  const groups = new Map<string, OpenableFile[]>();
  for (const openable of files) {
    const key = `${openable.folder}/${stemOf(openable.file.name)}`;
    groups.set(key, [...(groups.get(key) ?? []), openable]);
  }
  const images: OpenableFile[] = [];
  const twins: (readonly [OpenableFile, OpenableFile])[] = [];
  const latecomers: LabelFile[] = [];
  for (const group of groups.values()) {
    const [first, second] = group;
    const open = first && openImages.find((image) => isTwinOf(first, image));
    if (group.length === 1 && first && open) {
      latecomers.push({ openable: first, partner: open.id });
    } else if (group.length === 2 && first && second) {
      twins.push([first, second]);
    } else {
      images.push(...group);
    }
  }
  return { images, twins, latecomers };
}

function isTwinOf({ file, folder }: OpenableFile, image: NamedImage): boolean {
  return image.folder === folder && stemOf(image.name) === stemOf(file.name);
}
