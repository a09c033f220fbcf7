import * as v from 'valibot';
import type { FileObject, ObjectFile } from '#domain/outline/objectFile.ts';
import { SegmentationReader } from '#formats/coco/segmentationReader.ts';
import { boundedName, FileBudget } from '#formats/objects/fileBudget.ts';
import { PlaneGroups, type PlaneKey } from '#formats/objects/planeGroups.ts';
import { corruptFile } from '#formats/refusals.ts';

const idSchema = v.union([v.number(), v.string()]);
const placeSchema = v.fallback(
  v.optional(v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(2 ** 31))),
  undefined,
);
const edgeSchema = v.fallback(
  v.optional(v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(2 ** 31))),
  undefined,
);

const imageSchema = v.object({
  id: idSchema,
  file_name: v.optional(v.string()),
  width: edgeSchema,
  height: edgeSchema,
  z: placeSchema,
  t: placeSchema,
});

const categorySchema = v.object({ id: idSchema, name: v.string() });

const annotationSchema = v.object({
  id: v.fallback(v.optional(v.number()), undefined),
  image_id: idSchema,
  category_id: v.optional(idSchema),
  segmentation: v.optional(v.unknown()),
  label: v.fallback(v.optional(v.number()), undefined),
});

const datasetSchema = v.object({
  images: v.array(imageSchema),
  annotations: v.array(v.unknown()),
  categories: v.optional(v.array(categorySchema), []),
});

/**
 * Objects of a data set in COCO's format: polygons, run lengths, and run lengths packed into text.
 * Images without objects are left out.
 *
 * @param json parsed, of unknown origin
 * @returns `null` when it is no such data set
 * @throws AppError `corrupt-file` when it contradicts the format, `too-large`
 */
export function readCoco(json: unknown): ObjectFile | null {
  if (!isDataset(json)) return null;
  const parsed = v.safeParse(datasetSchema, json);
  if (!parsed.success) throw badPart(parsed.issues[0]);
  const { images, categories, annotations } = parsed.output;
  const planes = new Map(images.map((image) => [image.id, planeOf(image)]));
  const hasClasses = categories.length > 1;
  const names = new Map(categories.map(({ id, name }) => [id, boundedName(name)]));
  const groups = new PlaneGroups();
  const reader = new SegmentationReader(new FileBudget());
  for (const [index, item] of annotations.entries()) {
    const annotation = v.safeParse(annotationSchema, item);
    if (!annotation.success) throw badAnnotation(index, annotation.issues[0].message);
    const { image_id, category_id, segmentation } = annotation.output;
    const label = numberOf(annotation.output, images.length);
    const plane = planes.get(image_id);
    if (!plane) throw badAnnotation(index, 'it belongs to an image that is not listed');
    const shape = reader.read(segmentation, index);
    const className = hasClasses && category_id !== undefined ? names.get(category_id) : null;
    if (!shape) groups.skip();
    else groups.add(plane, objectOf(label, className ?? null, shape));
  }
  return { formatName: 'COCO', ...groups.finish() };
}

/** Ids count through all images: they number the objects of an image only where it is alone. */
function numberOf(
  { label, id }: v.InferOutput<typeof annotationSchema>,
  imageCount: number,
): number | undefined {
  return label ?? (imageCount === 1 ? id : undefined);
}

function objectOf(
  label: number | undefined,
  className: string | null,
  shape: Pick<FileObject, 'polygons' | 'mask'>,
): FileObject {
  const number = label === undefined ? {} : { label };
  return { name: boundedName(label), className, ...number, ...shape };
}

function isDataset(json: unknown): boolean {
  if (typeof json !== 'object' || json === null) return false;
  return ['images', 'annotations'].every((key) => Object.hasOwn(json, key));
}

function planeOf({ file_name, width, height, z, t }: v.InferOutput<typeof imageSchema>): PlaneKey {
  const size = width !== undefined && height !== undefined ? { width, height } : null;
  // Names may come with the folders of the machine where the file was made.
  const imageName = boundedName(file_name?.slice(-1000).replace(/^.*[/\\]/s, ''));
  return { imageName, size, z: z ?? null, t: t ?? null };
}

function badPart(issue: v.BaseIssue<unknown>): Error {
  const place = v.getDotPath(issue)?.slice(0, 100) ?? 'it';
  return corruptFile(
    `The COCO file contradicts its format: ${place}: ${issue.message.slice(0, 200)}.`,
  );
}

function badAnnotation(index: number, what: string): Error {
  return corruptFile(`Annotation ${index + 1} of the COCO file is none: ${what.slice(0, 200)}.`);
}
