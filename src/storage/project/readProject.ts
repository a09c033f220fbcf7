import type { StoredAnnotation } from '#domain/annotation/annotationLog.ts';
import type { ProbabilityMap } from '#domain/image/probabilityMap.ts';
import { migrateProject } from '#domain/project/migrateProject.ts';
import { PROJECT_VERSION } from '#domain/project/project.ts';
import { AppError, hasCode } from '#lib/errors.ts';
import { startingWith } from '#storage/backend/factStore.ts';
import type { StorageBackend } from '#storage/backend/storageBackend.ts';
import { historyAfter } from '#storage/project/annotationPlan.ts';
import { readPacked } from '#storage/project/packedFile.ts';
import type { PageKey } from '#storage/project/projectChange.ts';
import {
  imageKey,
  type ProjectRow,
  pageIndexOf,
  pageKey,
  projectKey,
} from '#storage/project/projectRows.ts';
import type { StoredProject } from '#storage/project/projectSummary.ts';

/** The row of a project that was not removed. @throws AppError `not-found` */
export async function findProject(
  { facts }: StorageBackend,
  projectId: string,
): Promise<ProjectRow> {
  const row = await facts.get('projects', projectId);
  if (row && row.removedAt === null) return row;
  throw new AppError(
    'not-found',
    'This project is not in this browser any more; it may have been deleted in another tab. Choose another project.',
  );
}

/** What a project consists of; `isOld` when an earlier version of the page wrote its rows. */
export async function readProject(
  backend: StorageBackend,
  projectId: string,
): Promise<StoredProject & { readonly isOld: boolean }> {
  const row = await findProject(backend, projectId);
  const range = startingWith(projectKey(projectId));
  const { projectImages } = await backend.facts.inRange(['projectImages'], range);
  const sourceIds = new Set(await backend.facts.idsInRange('projectSources', range));
  const annotatedIds = await backend.facts.idsInRange('annotations', range);
  const { facts, images } = migrateProject({
    facts: row.facts,
    images: projectImages.map(({ image }) => image),
  });
  const byId = new Map(images.map((image) => [image.id, image]));
  const listed = facts.imageIds.flatMap((id) => byId.get(id) ?? []);
  const imageIds = listed.map(({ id }) => id);
  const { currentImageId } = facts;
  return {
    facts: {
      ...facts,
      imageIds,
      // An image that was not stored in time can not be shown.
      currentImageId: currentImageId && imageIds.includes(currentImageId) ? currentImageId : null,
    },
    images: listed,
    missingImageIds: imageIds.filter((id) => !sourceIds.has(imageKey(projectId, id))),
    annotatedPages: imageIds.flatMap((imageId) => {
      const start = imageKey(projectId, imageId);
      return annotatedIds
        .filter((id) => id.startsWith(start))
        .map((id) => ({ imageId, pageIndex: pageIndexOf(id) }));
    }),
    isOld: row.facts.version < PROJECT_VERSION,
  };
}

/** The probability map of a page. @throws AppError `not-found`, `corrupt-file` */
export function readMap(backend: StorageBackend, page: PageKey): Promise<ProbabilityMap> {
  return readAgain(() => readMapOnce(backend, page));
}

async function readMapOnce(
  { facts, files }: StorageBackend,
  { projectId, imageId, pageIndex }: PageKey,
): Promise<ProbabilityMap> {
  const row = await facts.get('projectMaps', pageKey(projectId, imageId, pageIndex));
  if (!row) {
    throw new AppError(
      'not-found',
      'The prediction of this page is not stored. Segment the image again.',
    );
  }
  const { width, height, levels } = row;
  const bytes = await readPacked(files, levels, 'The stored prediction');
  return { width, height, data: new Uint16Array(bytes) };
}

/** The annotation of a page; `null` when there is none. @throws AppError `corrupt-file` */
export function readAnnotation(
  backend: StorageBackend,
  page: PageKey,
): Promise<StoredAnnotation | null> {
  return readAgain(() => readAnnotationOnce(backend, page));
}

/** Another tab that holds the project may put a new file in the place of one between row and file. */
async function readAgain<T>(read: () => Promise<T>): Promise<T> {
  return read().catch((error: unknown) => {
    if (hasCode(error, 'corrupt-file')) return read();
    throw error;
  });
}

async function readAnnotationOnce(
  { facts, files }: StorageBackend,
  { projectId, imageId, pageIndex }: PageKey,
): Promise<StoredAnnotation | null> {
  const { annotations, annotationMarks, annotationSteps } = await facts.inRange(
    ['annotations', 'annotationMarks', 'annotationSteps'],
    startingWith(pageKey(projectId, imageId, pageIndex)),
  );
  const [row] = annotations;
  if (!row) return null;
  const { width, height, base, history } = row;
  const bytes =
    base.labels && (await readPacked(files, base.labels, 'The stored annotation of this page'));
  return {
    width,
    height,
    base: { ...base, labels: bytes && { width, height, data: new Uint32Array(bytes) } },
    log: annotationMarks.map(({ kind, stepId }) => ({ kind, stepId })),
    history: historyAfter(history, annotationMarks),
    steps: new Map(annotationSteps.map(({ stepId, step }) => [stepId, step])),
  };
}
