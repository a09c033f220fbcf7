import type { StoredAnnotation } from '#domain/annotation/annotationLog.ts';
import { emptyStored, extendStored } from '#domain/annotation/extendStored.ts';
import type { ProjectFacts, ProjectImage } from '#domain/project/project.ts';
import type { ProjectParts } from '#domain/project/projectParts.ts';
import { AppError, hasCode } from '#lib/errors.ts';
import type { AnnotationChange, ProjectChange } from '#storage/project/projectChange.ts';

/** Parts of a project of which nothing is stored yet. */
export function noParts(facts: ProjectFacts): ProjectParts {
  const refuse = () => Promise.reject(new AppError('not-found', 'This was never stored.'));
  return {
    facts,
    images: [],
    annotatedPages: new Map(),
    modelIds: [],
    byteLength: 0,
    readSource: () => Promise.resolve(null),
    readMap: refuse,
    readAnnotation: refuse,
    readModel: refuse,
  };
}

/**
 * Parts of a project with a change that storage could not take: what goes out of a page whose disk
 * is full. Nothing is stored by it.
 */
export function withUnsaved(parts: ProjectParts, change: ProjectChange): ProjectParts {
  const images = mergedImages(parts, change);
  const imageIds = images.map(({ id }) => id);
  const facts = change.facts ?? parts.facts;
  const currentImageId =
    facts.currentImageId !== null && imageIds.includes(facts.currentImageId)
      ? facts.currentImageId
      : null;
  return {
    ...parts,
    facts: { ...facts, imageIds, currentImageId },
    images,
    annotatedPages: mergedPages(parts, change),
    readSource: (imageId) => {
      const unsaved = change.sources?.find((source) => source.imageId === imageId);
      return unsaved ? Promise.resolve(unsaved.source) : parts.readSource(imageId);
    },
    readMap: (imageId, pageIndex) => {
      const unsaved = change.maps?.find(isOf(imageId, pageIndex));
      return unsaved ? Promise.resolve(unsaved.map) : parts.readMap(imageId, pageIndex);
    },
    readAnnotation: async (imageId, pageIndex) => {
      const unsaved = change.annotations?.find(isOf(imageId, pageIndex));
      if (!unsaved) return parts.readAnnotation(imageId, pageIndex);
      const isStored = parts.annotatedPages.get(imageId)?.includes(pageIndex) === true;
      const isGone = change.removedAnnotations?.some(isOf(imageId, pageIndex)) === true;
      if (!isStored || isGone) return withEntries(null, unsaved);
      const stored = await parts.readAnnotation(imageId, pageIndex).catch((error: unknown) => {
        // The pixels that are to take its place need nothing of it.
        if (unsaved.base && hasCode(error, 'corrupt-file')) return null;
        throw error;
      });
      return withEntries(stored, unsaved);
    },
  };
}

interface Place {
  readonly imageId: string;
  readonly pageIndex: number;
}

function isOf(imageId: string, pageIndex: number) {
  return (place: Place): boolean => place.imageId === imageId && place.pageIndex === pageIndex;
}

/** In the order of the list. */
function mergedImages(parts: ProjectParts, change: ProjectChange): readonly ProjectImage[] {
  const rows = [...parts.images, ...(change.images ?? [])];
  const byId = new Map(rows.map((image) => [image.id, image]));
  for (const id of change.removedImageIds ?? []) byId.delete(id);
  return (change.facts ?? parts.facts).imageIds.flatMap((id) => byId.get(id) ?? []);
}

function mergedPages(parts: ProjectParts, change: ProjectChange): ProjectParts['annotatedPages'] {
  const pages = new Map<string, readonly number[]>();
  const stored = [...parts.annotatedPages].flatMap(([imageId, indices]) =>
    indices.map((pageIndex) => ({ imageId, pageIndex })),
  );
  const isGone = ({ imageId, pageIndex }: Place): boolean =>
    change.removedAnnotations?.some(isOf(imageId, pageIndex)) === true;
  const all = [...stored.filter((place) => !isGone(place)), ...(change.annotations ?? [])];
  for (const { imageId, pageIndex } of all) {
    pages.set(imageId, [...new Set([...(pages.get(imageId) ?? []), pageIndex])]);
  }
  return pages;
}

/** Entries follow what is stored, or the base that comes with them when those between are missing. */
function withEntries(stored: StoredAnnotation | null, change: AnnotationChange): StoredAnnotation {
  const { width, height, base, entries, droppedSteps } = change;
  const start = stored ?? emptyStored(width, height);
  const version = start.base.version + start.log.length;
  const next = entries.find((entry) => entry.version > version)?.version ?? base?.version ?? 0;
  if (!base || next <= version + 1) return extendStored(start, entries, droppedSteps);
  const empty = emptyStored(width, height);
  // What was given up for memory lies before the base.
  return extendStored(
    { ...empty, base, history: { ...empty.history, droppedSteps } },
    entries,
    droppedSteps,
  );
}
