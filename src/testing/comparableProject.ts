import type { StoredAnnotation } from '#domain/annotation/annotationLog.ts';
import type { ProbabilityMap } from '#domain/image/probabilityMap.ts';
import type { ModelContent } from '#domain/model/modelContent.ts';
import type { ImagePixels, ProjectParts } from '#domain/project/projectParts.ts';
import type { MemoryProject } from '#testing/projectSamples.ts';

/** Every part of a project, read one by one as an import does. */
export async function readAllParts(parts: ProjectParts): Promise<MemoryProject> {
  const pixels = new Map<string, ImagePixels>();
  const maps = new Map<string, ProbabilityMap>();
  const annotations = new Map<string, StoredAnnotation>();
  const models = new Map<string, ModelContent>();
  for (const { id, predictions } of parts.images) {
    const source = await parts.readSource(id);
    if (source) pixels.set(id, source);
    for (const { pageIndex } of predictions) {
      maps.set(`${id}/${pageIndex}`, await parts.readMap(id, pageIndex));
    }
    for (const pageIndex of parts.annotatedPages.get(id) ?? []) {
      annotations.set(`${id}/${pageIndex}`, await parts.readAnnotation(id, pageIndex));
    }
  }
  for (const modelId of parts.modelIds) models.set(modelId, await parts.readModel(modelId));
  const { facts, images } = parts;
  return { facts, images, pixels, maps, annotations, models };
}

/** A project that `toEqual` can compare: files as their bytes. */
export async function comparable(project: MemoryProject): Promise<object> {
  const pixels = new Map<string, object>();
  for (const [id, source] of project.pixels) {
    pixels.set(id, source.kind === 'file' ? await source.file.arrayBuffer() : source);
  }
  return { ...project, pixels };
}
