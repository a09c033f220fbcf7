import { AnnotationSession } from '#domain/annotation/annotationSession.ts';
import type { ProjectImage } from '#domain/project/project.ts';
import type { ProjectParts } from '#domain/project/projectParts.ts';
import type { StorageBackend } from '#storage/backend/storageBackend.ts';
import type { ModelStore } from '#storage/modelStore.ts';
import { neededSteps } from '#storage/project/annotationPlan.ts';
import { buildProject } from '#storage/project/buildProject.ts';
import { writeSource } from '#storage/project/imageSource.ts';
import { adoptModels, withModels } from '#storage/project/importModels.ts';
import type { NewFiles } from '#storage/project/newFiles.ts';
import { imageKey, pageKey, stepKey } from '#storage/project/projectRows.ts';
import { RowChanges } from '#storage/project/rowChanges.ts';

/** Where the project comes from and goes to. */
interface Import {
  readonly parts: ProjectParts;
  readonly files: NewFiles;
  readonly projectId: string;
}

/**
 * Stores a project that comes part by part, under a fresh id, and its models where their weights are
 * not kept yet.
 *
 * @param onProgress shares of the images that are stored, 0…1
 * @returns the id
 * @throws AppError `storage-full`, and what reading a part throws; nothing is stored then
 */
export async function importProject(
  backend: StorageBackend,
  models: ModelStore,
  parts: ProjectParts,
  onProgress: (fraction: number) => void,
): Promise<string> {
  const adopted = await adoptModels(models, parts);
  try {
    return await buildProject(backend, 'The project', async (files, projectId) => {
      for (const [i, given] of parts.images.entries()) {
        const image = withModels(given, adopted.idOf);
        const rows = await imageRows({ parts, files, projectId }, image);
        await backend.facts.commit(rows.changes());
        onProgress((i + 1) / parts.images.length);
      }
      const { settings } = parts.facts;
      const { chosenModelId } = settings;
      return {
        ...parts.facts,
        changedAt: new Date().toISOString(),
        settings: { ...settings, chosenModelId: chosenModelId && adopted.idOf(chosenModelId) },
      };
    });
  } catch (error) {
    await adopted.giveBack();
    throw error;
  }
}

async function imageRows(incoming: Import, image: ProjectImage): Promise<RowChanges> {
  const { parts, files, projectId } = incoming;
  const rows = new RowChanges();
  const id = imageKey(projectId, image.id);
  rows.put('projectImages', [{ id, image }]);
  const source = await parts.readSource(image.id);
  if (source) rows.put('projectSources', [{ id, source: await writeSource(files, source) }]);
  for (const { pageIndex } of image.predictions) {
    const { width, height, data } = await parts.readMap(image.id, pageIndex);
    const levels = await files.addPacked('map', [data]);
    const key = pageKey(projectId, image.id, pageIndex);
    rows.put('projectMaps', [{ id: key, width, height, levels }]);
  }
  for (const pageIndex of parts.annotatedPages.get(image.id) ?? []) {
    await putAnnotation(incoming, rows, image.id, pageIndex);
  }
  return rows;
}

/** Its whole log is done again, which shows that it is sound, and becomes the base. */
async function putAnnotation(
  { parts, files, projectId }: Import,
  rows: RowChanges,
  imageId: string,
  pageIndex: number,
): Promise<void> {
  const stored = await parts.readAnnotation(imageId, pageIndex);
  const { labels, ...facts } = AnnotationSession.restore(stored).base();
  const { width, height, history, steps } = stored;
  const id = pageKey(projectId, imageId, pageIndex);
  const file = labels && (await files.addPacked('labels', [labels.data]));
  rows.put('annotations', [{ id, width, height, base: { ...facts, labels: file }, history }]);
  const needed = [...neededSteps(history, [])];
  rows.put(
    'annotationSteps',
    needed.flatMap((stepId) => {
      const step = steps.get(stepId);
      return step ? [{ id: stepKey(id, stepId), stepId, step }] : [];
    }),
  );
}
