import type { ProjectParts } from '#domain/project/projectParts.ts';
import { AppError, hasCode } from '#lib/errors.ts';
import { startingWith } from '#storage/backend/factStore.ts';
import type { StoredFile } from '#storage/backend/fileStore.ts';
import type { StorageBackend } from '#storage/backend/storageBackend.ts';
import { isKeptId } from '#storage/modelNames.ts';
import type { ModelStore } from '#storage/modelStore.ts';
import { readSource } from '#storage/project/imageSource.ts';
import { FILE_TABLES, filesOfRows } from '#storage/project/projectFiles.ts';
import { imageKey, pageKey, projectKey } from '#storage/project/projectRows.ts';
import { readAnnotation, readMap, readProject } from '#storage/project/readProject.ts';

/**
 * A stored project, to be read part by part. Parts whose files are missing are left out; those that
 * are damaged fail when they are read.
 *
 * @throws AppError `not-found`
 */
export async function storedParts(
  backend: StorageBackend,
  models: ModelStore,
  projectId: string,
): Promise<ProjectParts> {
  const { facts, images } = await readProject(backend, projectId);
  const rows = await backend.facts.inRange(FILE_TABLES, startingWith(projectKey(projectId)));
  const names = new Set(await backend.files.names());
  const isThere = ({ name }: StoredFile) => names.has(name);
  const files = filesOfRows(rows).filter(isThere);
  const maps = rows.projectMaps.filter(({ levels }) => isThere(levels));
  const mapIds = new Set(maps.map(({ id }) => id));
  const annotated = rows.annotations.filter(({ base }) => !base.labels || isThere(base.labels));
  const key = (imageId: string, pageIndex: number) => pageKey(projectId, imageId, pageIndex);
  const whole = images.map((image) => ({
    ...image,
    predictions: image.predictions.filter(({ pageIndex }) => mapIds.has(key(image.id, pageIndex))),
  }));
  const kept = new Set((await models.list()).map(({ id }) => id));
  const used = [
    facts.settings.chosenModelId,
    ...whole.flatMap(({ predictions }) => predictions.map(({ modelId }) => modelId)),
  ];
  return {
    facts,
    images: whole,
    annotatedPages: pagesOf(
      projectId,
      images,
      annotated.map(({ id }) => id),
    ),
    modelIds: [...new Set(used)].filter(
      (id) => id !== null && isKeptId(id) && kept.has(id),
    ) as string[],
    byteLength: files.reduce((sum, { byteLength }) => sum + byteLength, 0),
    readSource: async (imageId) => {
      try {
        return await readSource(backend, projectId, imageId);
      } catch (error) {
        // Not copied to the end: it is missing in the project, too.
        if (hasCode(error, 'not-found') || hasCode(error, 'corrupt-file')) return null;
        throw error;
      }
    },
    readMap: (imageId, pageIndex) => readMap(backend, { projectId, imageId, pageIndex }),
    readAnnotation: async (imageId, pageIndex) => {
      const stored = await readAnnotation(backend, { projectId, imageId, pageIndex });
      if (stored) return stored;
      throw new AppError('not-found', 'The annotation was removed while it was exported.');
    },
    readModel: (modelId) => models.read(modelId),
  };
}

/** Annotated pages by image id, from the keys of annotations. */
function pagesOf(
  projectId: string,
  images: readonly { readonly id: string }[],
  annotated: readonly string[],
): ReadonlyMap<string, readonly number[]> {
  const pages = images.map(({ id }) => {
    const start = imageKey(projectId, id);
    const keys = annotated.filter((annotation) => annotation.startsWith(start));
    return [id, keys.map((found) => Number(found.slice(start.length, -1)))] as const;
  });
  return new Map(pages);
}
