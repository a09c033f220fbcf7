import {
  PROJECT_VERSION,
  type ProjectFacts,
  type ProjectSettings,
} from '#domain/project/project.ts';
import type { AppState } from '#store/appState.ts';

/**
 * Facts of the open project as the page has them.
 *
 * @param stored facts that storage holds; their ids and times stay
 * @param now ISO 8601
 */
export function factsFrom(state: AppState, stored: ProjectFacts | null, now: string): ProjectFacts {
  return {
    version: PROJECT_VERSION,
    id: state.project.id ?? '',
    title: state.project.title,
    createdAt: stored?.createdAt ?? now,
    changedAt: now,
    // Images that were never read to the end have nothing to be kept.
    imageIds: state.images.filter(({ info }) => info !== null).map(({ id }) => id),
    currentImageId: state.currentImageId,
    settings: settingsFrom(state),
  };
}

function settingsFrom(state: AppState): ProjectSettings {
  const { chosenModelId, runOptions, overlay, shownOverlay, paint, training } = state;
  return { chosenModelId, runOptions, overlay, shownOverlay, paint, training: training.setup };
}

/** True when nothing differs but the time of the change. */
export function areSameFacts(a: ProjectFacts, b: ProjectFacts): boolean {
  return (
    a.title === b.title &&
    a.currentImageId === b.currentImageId &&
    a.imageIds.length === b.imageIds.length &&
    a.imageIds.every((id, index) => id === b.imageIds[index]) &&
    hasSameValues(a.settings, b.settings)
  );
}

/** True for plain objects whose fields are the same, by reference. */
export function hasSameValues<T extends object>(a: T, b: T): boolean {
  const keys = Object.keys(a) as (keyof T)[];
  return keys.length === Object.keys(b).length && keys.every((key) => Object.is(a[key], b[key]));
}
