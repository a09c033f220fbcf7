import type { ProbabilityMap } from '#domain/image/probabilityMap.ts';
import type { ProjectFacts, ProjectImage } from '#domain/project/project.ts';
import type { AnnotationChange, ProjectChange } from '#storage/project/projectChange.ts';
import type { AppState } from '#store/appState.ts';
import type { Autosave, KeptAnnotation, KeptMap } from '#store/autosave/autosave.ts';
import { areSameFacts, factsFrom } from '#store/autosave/projectFacts.ts';
import { isSameRow, rowFrom } from '#store/autosave/projectRows.ts';

/** A change to be stored, and what to do once it is. */
export interface CollectedChange {
  readonly change: ProjectChange;
  /** Notes that all of it is stored. */
  readonly confirm: () => void;
}

/** A map that was read to be stored now. */
export interface ReadMap extends Pick<KeptMap, 'imageId' | 'pageIndex' | 'mapId'> {
  readonly map: ProbabilityMap;
  /** True where this is the only copy there is. */
  readonly isHeldHere: boolean;
}

/**
 * Everything that storage lacks, but for the pixels of images; `null` when there is nothing.
 *
 * @param maps maps to be stored with it
 */
export function collectChange(
  state: AppState,
  autosave: Autosave,
  maps: readonly ReadMap[],
): CollectedChange | null {
  const images = changedRows(state, autosave, maps);
  const facts = factsFrom(state, autosave.facts, new Date().toISOString());
  const annotations = changedAnnotations(autosave, facts, images);
  const replaced = annotations.filter(({ kept }) => kept.isReplaced);
  const removed = [...autosave.removedImageIds].filter((id) => autosave.rows.has(id));
  const isSame =
    images.length + maps.length + annotations.length + removed.length === 0 &&
    autosave.facts !== null &&
    areSameFacts(facts, autosave.facts);
  if (isSame) return null;
  return {
    // With the time of the change, by which the list of projects is in order.
    change: {
      facts,
      ...(images.length > 0 && { images }),
      ...(maps.length > 0 && {
        maps: maps.map(({ imageId, pageIndex, map }) => ({ imageId, pageIndex, map })),
      }),
      ...(annotations.length > 0 && { annotations: annotations.map(({ change }) => change) }),
      ...(replaced.length > 0 && {
        removedAnnotations: replaced.map(({ kept: { imageId, pageIndex } }) => ({
          imageId,
          pageIndex,
        })),
      }),
      ...(removed.length > 0 && { removedImageIds: removed }),
    },
    confirm: () => {
      autosave.facts = facts;
      for (const row of images) autosave.rows.set(row.id, row);
      for (const id of removed) {
        autosave.rows.delete(id);
        autosave.removedImageIds.delete(id);
      }
      for (const { kept, change } of annotations) confirmAnnotation(kept, change);
      confirmMaps(autosave, maps);
    },
  };
}

function changedRows(
  state: AppState,
  autosave: Autosave,
  maps: readonly ReadMap[],
): readonly ProjectImage[] {
  const freshMapIds = new Set(maps.map(({ mapId }) => mapId));
  return state.images.flatMap((entry) => {
    const row = rowFrom(state, autosave, entry, freshMapIds);
    const stored = autosave.rows.get(entry.id);
    return !row || (stored && isSameRow(row, stored)) ? [] : [row];
  });
}

interface ChangedAnnotation {
  readonly kept: KeptAnnotation;
  readonly change: AnnotationChange;
}

/** Annotations of images that are stored already, or with this change. */
function changedAnnotations(
  { annotations, rows }: Autosave,
  { imageIds }: ProjectFacts,
  images: readonly ProjectImage[],
): readonly ChangedAnnotation[] {
  const known = new Set([...rows.keys(), ...imageIds, ...images.map(({ id }) => id)]);
  return [...annotations.values()].flatMap((kept) => {
    const { imageId, pageIndex, width, height, droppedSteps, base } = kept;
    const entries = [...kept.pending];
    if (!known.has(imageId) || (entries.length === 0 && !base)) return [];
    const change = { imageId, pageIndex, width, height, entries, droppedSteps };
    return [{ kept, change: base ? { ...change, base } : change }];
  });
}

function confirmAnnotation(kept: KeptAnnotation, { entries, base }: AnnotationChange): void {
  kept.pending.splice(0, entries.length);
  kept.isReplaced = false;
  if (base && kept.base === base) kept.base = null;
}

/** A page segmented anew meanwhile has another map by now. */
function confirmMaps(autosave: Autosave, maps: readonly ReadMap[]): void {
  const stored = new Set(maps.map(({ mapId }) => mapId));
  for (const kept of autosave.maps.values()) {
    if (!stored.has(kept.mapId)) continue;
    kept.isStored = true;
    kept.map = null;
  }
}
