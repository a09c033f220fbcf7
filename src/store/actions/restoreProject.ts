import type { ProjectImage } from '#domain/project/project.ts';
import type { StoredProject } from '#storage/project/projectSummary.ts';
import type { ActionContext } from '#store/actions/actionContext.ts';
import { clearPage } from '#store/actions/leaveProject.ts';
import { restoreImage } from '#store/actions/restoreImage.ts';
import type { AppState } from '#store/appState.ts';
import { type Autosave, newAutosave, pageKey } from '#store/autosave/autosave.ts';
import { holdProject, noteChange } from '#store/autosave/saving.ts';
import type { ImageEntry } from '#store/slices/imagesSlice.ts';
import { findCard } from '#store/slices/modelsSlice.ts';
import { withProject } from '#store/slices/projectSlice.ts';
import { withTraining } from '#store/slices/trainingSlice.ts';

/** Images read at once: more would only fill the memory. */
const PARALLEL_READS = 2;

/**
 * Shows a project that this tab holds: its list and settings at once, its images one after the other,
 * the current one first. Resolves when the list stands; `running.restoring` when all is back.
 */
export function restoreProject(
  context: ActionContext,
  stored: StoredProject,
  how: { readonly keepModel: boolean } = { keepModel: false },
): void {
  clearPage(context);
  const autosave = autosaveOf(stored);
  context.running.autosave = autosave;
  const missing = new Set(stored.missingImageIds);
  context.store.setState((state) => stateFrom(state, stored, missing, how.keepModel));
  holdProject(context, autosave);
  noteChange(context);
  context.running.restoring = restoreImages(context, stored, missing);
}

function autosaveOf({ facts, images, annotatedPages }: StoredProject): Autosave {
  const autosave = newAutosave();
  autosave.facts = facts;
  for (const { imageId, pageIndex } of annotatedPages) {
    autosave.annotatedBefore.set(pageKey(imageId, pageIndex), imageId);
  }
  for (const row of images) {
    autosave.rows.set(row.id, row);
    for (const { pageIndex, mapId, regions } of row.predictions) {
      const kept = { imageId: row.id, pageIndex, mapId, regions, isStored: true, map: null };
      autosave.maps.set(pageKey(row.id, pageIndex), kept);
    }
  }
  return autosave;
}

function stateFrom(
  state: AppState,
  { facts, images }: StoredProject,
  missing: ReadonlySet<string>,
  keepModel: boolean,
): Partial<AppState> {
  const { chosenModelId, runOptions, overlay, shownOverlay, paint, training } = facts.settings;
  const isKnown = findCard(state, chosenModelId) !== undefined;
  const { space } = state.project;
  const tuned = images.filter(({ tunedSettings }) => Object.keys(tunedSettings).length > 0);
  return {
    images: images.map((row) => entryFrom(row, missing.has(row.id))),
    // The one that was shown is perhaps gone: it was still being read.
    currentImageId: facts.currentImageId ?? images[0]?.id ?? null,
    tunedSettings: Object.fromEntries(tuned.map(({ id, tunedSettings }) => [id, tunedSettings])),
    ...(isKnown && !keepModel && { chosenModelId }),
    runOptions,
    overlay,
    shownOverlay,
    paint,
    ...withTraining(state, { setup: training }),
    ...withProject(state, {
      id: facts.id,
      title: facts.title,
      save: space?.kind === 'memory' ? { kind: 'memory', reason: space.reason } : { kind: 'saved' },
      isOpening: false,
    }),
  };
}

function entryFrom(row: ProjectImage, isMissing: boolean): ImageEntry {
  const { id, name, folder, info, display, pixelSizeUm, input, rectangle, predictions } = row;
  return {
    id,
    name,
    folder,
    file: null,
    fileFacts: row.file,
    series: row.series,
    status: isMissing ? 'missing' : 'loading',
    info,
    channels: [],
    display,
    pixelSizeUm,
    revisions: { pixels: 0, probability: 0, labels: 0, annotation: 0 },
    input,
    rectangle,
    predictions,
  };
}

async function restoreImages(
  context: ActionContext,
  { facts, images }: StoredProject,
  missing: ReadonlySet<string>,
): Promise<void> {
  const isCurrent = ({ id }: ProjectImage) => id === facts.currentImageId;
  const wanted = images.filter(({ id }) => !missing.has(id));
  const queue = [...wanted.filter(isCurrent), ...wanted.filter((row) => !isCurrent(row))];
  const { autosave } = context.running;
  const readNext = async (): Promise<void> => {
    for (let next = queue.shift(); next; next = queue.shift()) {
      if (context.running.autosave !== autosave) return;
      await restoreImage(context, next.id);
    }
  };
  await Promise.all(Array.from({ length: PARALLEL_READS }, readNext));
}
