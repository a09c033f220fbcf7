import type { StoredAnnotation } from '#domain/annotation/annotationLog.ts';
import { emptyStored, extendStored } from '#domain/annotation/extendStored.ts';
import type { ProbabilityMap } from '#domain/image/probabilityMap.ts';
import type { ActionContext } from '#store/actions/actionContext.ts';
import { type KeptAnnotation, pageKey } from '#store/autosave/autosave.ts';

/**
 * The annotation of a page with all that was done to it, stored or not; `null` when there is none.
 *
 * @throws AppError `corrupt-file`
 */
export async function readKeptAnnotation(
  { running, services }: ActionContext,
  imageId: string,
  pageIndex: number,
): Promise<StoredAnnotation | null> {
  const { autosave } = running;
  const kept = autosave.annotations.get(pageKey(imageId, pageIndex));
  // Taken before storage answers: what is confirmed meanwhile is in one of both, or in either.
  const pending = kept ? [...kept.pending] : [];
  const isStored = autosave.facts !== null && autosave.rows.has(imageId) && !kept?.isReplaced;
  const projectId = autosave.facts?.id ?? '';
  const stored = isStored
    ? await services.projects.readAnnotation({ projectId, imageId, pageIndex })
    : null;
  if (!stored && !kept) return null;
  const before = stored ?? (kept ? startOf(kept) : null);
  return before && extendStored(before, pending, kept?.droppedSteps ?? 0);
}

/**
 * The map of a page, to be handed on; `null` when there is none.
 *
 * @throws AppError `not-found`, `corrupt-file`
 */
export async function readKeptMap(
  { running, services }: ActionContext,
  imageId: string,
  pageIndex: number,
): Promise<ProbabilityMap | null> {
  const { facts, maps } = running.autosave;
  const kept = maps.get(pageKey(imageId, pageIndex));
  if (!kept) return null;
  if (kept.map) return { ...kept.map, data: kept.map.data.slice() };
  if (!kept.isStored || !facts) return null;
  return services.projects.readMap({ projectId: facts.id, imageId, pageIndex });
}

/** What the pending entries follow while nothing is stored: a copy, since it is handed on. */
function startOf({ width, height, base }: KeptAnnotation): StoredAnnotation {
  const empty = emptyStored(width, height);
  if (!base?.labels) return base ? { ...empty, base } : empty;
  const labels = { ...base.labels, data: base.labels.data.slice() };
  return { ...empty, base: { ...base, labels } };
}
