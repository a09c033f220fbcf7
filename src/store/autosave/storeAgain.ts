import { AppError, hasCode } from '#lib/errors.ts';
import { type ActionContext, reportFailure } from '#store/actions/actionContext.ts';
import { type Autosave, type KeptAnnotation, pageKey } from '#store/autosave/autosave.ts';
import { isCurrent } from '#store/autosave/saveState.ts';
import { findEntry, withEntry } from '#store/slices/imagesSlice.ts';
import { savingText } from '#text/saving.ts';

/**
 * Makes the open project anew in a storage that has lost it, such as by the user clearing the data of
 * the page: the next writing stores all that this page holds. Pages of an image that are not shown
 * are in no memory; what storage had of them is gone, which is told.
 *
 * @param error what a call for the project failed with
 * @returns false when storage has it still, or another tab has taken it
 */
export function madeAnew(
  context: ActionContext,
  autosave: Autosave,
  error: unknown,
): Promise<boolean> {
  // The first edit after a reload finds that what it follows is not stored: an invalid argument.
  const mayBeRemoved = hasCode(error, 'not-found') || hasCode(error, 'invalid-argument');
  if (!mayBeRemoved) return Promise.resolve(false);
  // Everything that was on its way fails at once: it is made anew once.
  autosave.mending ??= makeAnewIfRemoved(context, autosave).finally(() => {
    autosave.mending = null;
  });
  return autosave.mending;
}

async function makeAnewIfRemoved(context: ActionContext, autosave: Autosave): Promise<boolean> {
  const { facts, isLost } = autosave;
  if (!facts || isLost || !(await isRemoved(context, facts.id))) return false;
  await context.services.projects.close({ projectId: facts.id }).catch(() => null);
  noteSources(context, autosave);
  await eachShown(context, autosave, readWhole);
  if (!isCurrent(context, autosave)) return false;
  const names = dropUnreachable(context, autosave);
  autosave.rows.clear();
  autosave.removedImageIds.clear();
  autosave.facts = null;
  // The page says so once all is stored again.
  autosave.isMadeAnew = true;
  if (names.length > 0) {
    const gone = new AppError('not-found', savingText.pagesGoneMessage(names));
    reportFailure(context, savingText.pagesGone, gone);
  }
  return true;
}

async function isRemoved({ services }: ActionContext, projectId: string): Promise<boolean> {
  try {
    await services.projects.open({ projectId, takeOver: false });
    return false;
  } catch (error) {
    return hasCode(error, 'not-found');
  }
}

/** Notes that the files of everything which is open have to be stored once more; rows are there. */
export async function storeFilesAgain(context: ActionContext): Promise<void> {
  const { autosave } = context.running;
  noteSources(context, autosave);
  await eachShown(context, autosave, readPixels);
}

function noteSources(context: ActionContext, autosave: Autosave): void {
  const { images } = context.store.getState();
  const isMissing = new Set(images.filter(({ status }) => status === 'missing').map(idOf));
  // Closed images too: they are copied once they come back.
  for (const id of [...autosave.rows.keys(), ...images.map(idOf)]) {
    if (!isMissing.has(id)) autosave.sources.add(id);
  }
  for (const kept of autosave.maps.values()) {
    if (kept.map || isShown(context, kept)) kept.isStored = false;
  }
}

function idOf({ id }: { readonly id: string }): string {
  return id;
}

type ReadKept = (context: ActionContext, kept: KeptAnnotation) => Promise<(() => void) | null>;

/** Reads the annotations that are open, each unless its worker or the user has replaced it meanwhile. */
async function eachShown(
  context: ActionContext,
  autosave: Autosave,
  read: ReadKept,
): Promise<void> {
  for (const [key, kept] of autosave.annotations) {
    if (!context.running.annotating.has(kept.imageId) || !isShown(context, kept)) continue;
    // Its worker answers one call after the other: edits on their way are in it, or come after it.
    const note = await read(context, kept).catch(() => null);
    if (note && autosave.annotations.get(key) === kept) note();
  }
}

/** All of it, where nothing is stored. */
const readWhole: ReadKept = async ({ services }, kept) => {
  const { base, entries } = await services.annotation.readWhole({ imageId: kept.imageId });
  const last = entries.at(-1)?.version ?? base.version;
  return () => {
    kept.pending = [...entries, ...kept.pending.filter(({ version }) => version > last)];
    kept.base = base;
    kept.isBaseFirst = true;
    kept.isReplaced = false;
    kept.droppedSteps = 0;
    kept.entriesSinceBase = kept.pending.length;
  };
};

/** The pixels, where the history is stored. */
const readPixels: ReadKept = async ({ services }, kept) => {
  const base = await services.annotation.readBase({ imageId: kept.imageId });
  return () => {
    kept.base = base;
    kept.entriesSinceBase = 0;
    kept.bytesSinceBase = 0;
  };
};

interface Page {
  readonly imageId: string;
  readonly pageIndex: number;
}

function isShown({ store }: ActionContext, { imageId, pageIndex }: Page): boolean {
  return findEntry(store.getState(), imageId)?.info?.pageIndex === pageIndex;
}

/**
 * Lets go of what only storage had.
 *
 * @returns names of the images that have lost something by it
 */
function dropUnreachable(context: ActionContext, autosave: Autosave): readonly string[] {
  const { store } = context;
  const ids = new Set<string>();
  for (const [key, kept] of autosave.maps) {
    if (!kept.isStored) continue;
    autosave.maps.delete(key);
    ids.add(kept.imageId);
  }
  for (const [key, kept] of autosave.annotations) {
    if (kept.base || kept.pending[0]?.version === 1) continue;
    autosave.annotations.delete(key);
    ids.add(kept.imageId);
  }
  // Pages that were not shown since the project was opened: nothing else tells of them.
  for (const [key, imageId] of autosave.annotatedBefore) {
    if (!autosave.annotations.has(key)) ids.add(imageId);
  }
  autosave.annotatedBefore.clear();
  for (const imageId of ids) {
    const isKept = ({ pageIndex }: { readonly pageIndex: number }) =>
      autosave.maps.has(pageKey(imageId, pageIndex));
    store.setState((state) =>
      withEntry(state, imageId, ({ predictions }) => ({ predictions: predictions.filter(isKept) })),
    );
  }
  return [...ids].flatMap((id) => findEntry(store.getState(), id)?.name ?? []);
}
