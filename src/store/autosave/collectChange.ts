import type { ProbabilityMap } from '#domain/image/probabilityMap.ts';
import type { ProjectFacts, ProjectImage } from '#domain/project/project.ts';
import type { AnnotationChange, ProjectChange } from '#storage/project/projectChange.ts';
import type { AppState } from '#store/appState.ts';
import type { Autosave, KeptAnnotation, KeptMap } from '#store/autosave/autosave.ts';
import { areSameFacts, factsFrom } from '#store/autosave/projectFacts.ts';
import { isSameRow, rowFrom } from '#store/autosave/projectRows.ts';
import { findEntry } from '#store/slices/imagesSlice.ts';

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
 * Everything small that storage lacks; `null` when there is nothing. Maps, bases and pixels have
 * changes of their own, which nothing waits for.
 */
export function collectChange(state: AppState, autosave: Autosave): CollectedChange | null {
  const isFree = (imageId: string) => !autosave.packingIds.has(imageId);
  const images = changedRows(state, autosave, []).filter(({ id }) => isFree(id));
  const log = ({ isBaseFirst, pending }: KeptAnnotation) => !isBaseFirst && pending.length > 0;
  const removed = [...autosave.removedImageIds].filter((id) => autosave.rows.has(id) && isFree(id));
  return joined(state, autosave, { images, maps: [], removed, isWanted: log });
}

/** Everything that storage lacks but for the pixels of images, with maps that were read for it. */
export function collectAll(
  state: AppState,
  autosave: Autosave,
  maps: readonly ReadMap[],
): CollectedChange | null {
  const images = changedRows(state, autosave, maps);
  const any = ({ isBaseFirst, pending }: KeptAnnotation) => isBaseFirst || pending.length > 0;
  const removed = [...autosave.removedImageIds].filter((id) => autosave.rows.has(id));
  return joined(state, autosave, { images, maps, removed, isWanted: any });
}

/** A map with the row of its image, which tells what was found in it; `null` once it is closed. */
export function collectMap(
  state: AppState,
  autosave: Autosave,
  read: ReadMap,
): CollectedChange | null {
  const { imageId, pageIndex, map, mapId } = read;
  const entry = findEntry(state, imageId);
  const row = entry && rowFrom(state, autosave, entry, new Set([mapId]));
  if (!row) return null;
  return {
    change: { images: [row], maps: [{ imageId, pageIndex, map }] },
    confirm: () => {
      autosave.rows.set(imageId, row);
      confirmMaps(autosave, [read]);
    },
  };
}

/** The base of an annotation, with the entries that it may hold already. */
export function collectBase(kept: KeptAnnotation): CollectedChange {
  const { imageId, pageIndex, isReplaced, base } = kept;
  const change = { ...annotationChange(kept), ...(base && { base }) };
  const removed = isReplaced && { removedAnnotations: [{ imageId, pageIndex }] };
  return {
    change: { annotations: [change], ...removed },
    confirm: () => {
      confirmAnnotation(kept, change);
      if (isReplaced) kept.isReplaced = false;
    },
  };
}

interface Parts {
  readonly images: readonly ProjectImage[];
  readonly maps: readonly ReadMap[];
  readonly removed: readonly string[];
  /** Which annotations go with it. */
  readonly isWanted: (kept: KeptAnnotation) => boolean;
}

function joined(
  state: AppState,
  autosave: Autosave,
  { images, maps, removed, isWanted }: Parts,
): CollectedChange | null {
  const facts = factsFrom(state, autosave.facts, new Date().toISOString());
  const annotations = changedAnnotations(autosave, facts, images, isWanted);
  const replaced = annotations.filter(({ kept }) => kept.isReplaced);
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
      for (const { kept } of replaced) kept.isReplaced = false;
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
  isWanted: (kept: KeptAnnotation) => boolean,
): readonly ChangedAnnotation[] {
  const known = new Set([...rows.keys(), ...imageIds, ...images.map(({ id }) => id)]);
  const wanted = [...annotations.values()].filter(
    (kept) => known.has(kept.imageId) && isWanted(kept),
  );
  return wanted.map((kept) => {
    const { isBaseFirst, base } = kept;
    const change = annotationChange(kept);
    return { kept, change: isBaseFirst && base ? { ...change, base } : change };
  });
}

function annotationChange(kept: KeptAnnotation): AnnotationChange {
  const { imageId, pageIndex, width, height, droppedSteps, pending } = kept;
  return { imageId, pageIndex, width, height, entries: [...pending], droppedSteps };
}

/** Of two changes on their way the later may hold entries of the earlier. */
function confirmAnnotation(kept: KeptAnnotation, { entries, base }: AnnotationChange): void {
  const stored = new Set(entries);
  kept.pending = kept.pending.filter((entry) => !stored.has(entry));
  if (!base || kept.base !== base) return;
  kept.base = null;
  kept.isBaseFirst = false;
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
