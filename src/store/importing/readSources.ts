import { pixelBuffers } from '#domain/image/pixelBuffers.ts';
import type { PlaneSummary } from '#domain/outline/objectFile.ts';
import { AppError } from '#lib/errors.ts';
import { type ActionContext, notify } from '#store/actions/actionContext.ts';
import { hasPictureName, type OpenableFile } from '#store/actions/openableFile.ts';
import type { ImportSource } from '#store/importing/importSource.ts';
import { importText } from '#text/importing.ts';

/**
 * Objects of a file, one source for each image that it names. Files that hold no outlines are read
 * as label images.
 *
 * @throws AppError as the readers do; `unsupported-format` for a file without any objects
 */
export async function readSources(
  context: ActionContext,
  openable: OpenableFile,
): Promise<readonly ImportSource[]> {
  const { file } = openable;
  if (hasPictureName(file.name)) return [await readLabelSource(context, openable)];
  const objects = await context.services.objectFiles.open(file);
  if (!objects) return [await readUnnamedLabels(context, openable)];
  const groups = groupByImage(objects.planes);
  if (groups.length === 0) {
    objects.close();
    throw new AppError('unsupported-format', importText.noObjects);
  }
  const { skippedCount } = objects;
  if (skippedCount > 0) notify(context, importText.skipped(file.name, skippedCount));
  return groups.map(([imageName, planes]) => ({
    id: context.nextId('import'),
    fileName: file.name,
    folder: openable.folder,
    formatName: objects.formatName,
    imageName,
    objectCount: planes.reduce((sum, plane) => sum + plane.objectCount, 0),
    content: { kind: 'objects', planes, file: objects },
  }));
}

/** A label image by its bytes alone: what is none is more likely another file altogether. */
async function readUnnamedLabels(
  context: ActionContext,
  openable: OpenableFile,
): Promise<ImportSource> {
  try {
    return await readLabelSource(context, openable);
  } catch (error) {
    if (!(error instanceof AppError) || error.code !== 'corrupt-file') throw error;
    throw new AppError('unsupported-format', importText.neitherObjectsNorPicture, { cause: error });
  }
}

/**
 * A label image, of which the first page is looked at.
 *
 * @throws AppError as decoding does; `unsupported-format` for colours, and values that are no ids
 */
export async function readLabelSource(
  context: ActionContext,
  { file, folder }: OpenableFile,
): Promise<ImportSource> {
  const { services } = context;
  const image = await services.decode(file, file.name, 0, new AbortController().signal);
  const { pageCount, stack, pagePlaces } = image;
  const pages = { pageCount, ...(stack && { stack }), ...(pagePlaces && { pagePlaces }) };
  const transfer = pixelBuffers(image.channels);
  const read = await services.image.labelsFromImage({ image, reading: 'auto' }, { transfer });
  return {
    id: context.nextId('import'),
    fileName: file.name,
    folder,
    formatName: importText.labelImage,
    imageName: null,
    objectCount: read.objectCount,
    content: { kind: 'labels', file, ...pages, doubt: read.doubt, first: read },
  };
}

function groupByImage(
  planes: readonly PlaneSummary[],
): readonly (readonly [string | null, readonly PlaneSummary[]])[] {
  const groups = new Map<string | null, PlaneSummary[]>();
  for (const plane of planes) {
    if (plane.objectCount === 0) continue;
    const group = groups.get(plane.imageName);
    if (group) group.push(plane);
    else groups.set(plane.imageName, [plane]);
  }
  return [...groups];
}
