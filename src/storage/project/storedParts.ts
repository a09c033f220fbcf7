import type { ProjectParts } from '#domain/project/projectParts.ts';
import { AppError, hasCode } from '#lib/errors.ts';
import { startingWith } from '#storage/backend/factStore.ts';
import type { StorageBackend } from '#storage/backend/storageBackend.ts';
import { isKeptId } from '#storage/modelNames.ts';
import type { ModelStore } from '#storage/modelStore.ts';
import { readSource } from '#storage/project/imageSource.ts';
import { FILE_TABLES, filesOfRows } from '#storage/project/projectFiles.ts';
import { imageKey, projectKey } from '#storage/project/projectRows.ts';
import { readAnnotation, readMap, readProject } from '#storage/project/readProject.ts';

/**
 * A stored project, to be read part by part. Parts that are damaged, or whose files are missing, fail
 * when they are read.
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
  const kept = new Set((await models.list()).map(({ id }) => id));
  const used = [
    facts.settings.chosenModelId,
    ...images.flatMap(({ predictions }) => predictions.map(({ modelId }) => modelId)),
  ];
  return {
    facts,
    images,
    annotatedPages: pagesOf(
      projectId,
      images,
      rows.annotations.map(({ id }) => id),
    ),
    modelIds: [...new Set(used)].filter(
      (id) => id !== null && isKeptId(id) && kept.has(id),
    ) as string[],
    byteLength: filesOfRows(rows).reduce((sum, { byteLength }) => sum + byteLength, 0),
    readSource: async (imageId) => {
      try {
        return await readSource(backend, projectId, imageId);
      } catch (error) {
        // Not copied to the end: it is missing in the project, too.
        if (hasCode(error, 'not-found')) return null;
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
