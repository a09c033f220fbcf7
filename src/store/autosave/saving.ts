import { hasCode } from '#lib/errors.ts';
import type { ActionContext } from '#store/actions/actionContext.ts';
import type { AppState } from '#store/appState.ts';
import type { Autosave } from '#store/autosave/autosave.ts';
import { collectChange } from '#store/autosave/collectChange.ts';
import { REST_MS, readBases } from '#store/autosave/compact.ts';
import { copySources } from '#store/autosave/copySources.ts';
import {
  beginProject,
  createProject,
  reopenAsLeft,
  watchHolder,
} from '#store/autosave/holdProject.ts';
import {
  isCurrent,
  isStoring,
  showFailure,
  showSaved,
  showSaving,
} from '#store/autosave/saveState.ts';
import { madeAnew } from '#store/autosave/storeAgain.ts';
import { hasUnpacked, storePacked } from '#store/autosave/storePacked.ts';

/** Changes that come as close together as this are stored at once. */
const BATCH_MS = 100;
/** After a failure it is tried again this often. */
const RETRY_MS = 3000;
/** Fresh workers until all is stored; more would die as well. */
const MAX_DEATHS = 3;

/** Stores what changes from now on. */
export function startAutosave(context: ActionContext): void {
  context.store.subscribe((state, former) => {
    if (concernsProject(state, former)) noteChange(context);
  });
}

function concernsProject(state: AppState, former: AppState): boolean {
  return (
    state.images !== former.images ||
    state.results !== former.results ||
    state.tunedSettings !== former.tunedSettings ||
    state.currentImageId !== former.currentImageId ||
    state.chosenModelId !== former.chosenModelId ||
    state.runOptions !== former.runOptions ||
    state.overlay !== former.overlay ||
    state.shownOverlay !== former.shownOverlay ||
    state.paint !== former.paint ||
    state.training.setup !== former.training.setup ||
    state.project.title !== former.project.title
  );
}

/**
 * Notes that there is perhaps something to be stored.
 *
 * @param delayMs how long it may wait for more
 */
export function noteChange(context: ActionContext, delayMs: number = BATCH_MS): void {
  const { autosave } = context.running;
  if (autosave.isLost || (!autosave.facts && !beginProject(context, false))) return;
  autosave.isDirty = true;
  showSaving(context, autosave);
  if (!autosave.writing) wakeUp(context, autosave, delayMs);
}

/**
 * Stores everything now, also what is done meanwhile. Resolves when all is stored, or can not be;
 * never rejects.
 */
export async function saveNow(context: ActionContext): Promise<void> {
  const { running } = context;
  const { autosave } = running;
  if (autosave.isLost || (!autosave.facts && !beginProject(context, true))) return;
  const edits = () => [...running.annotating.values()].map(({ tail }) => tail);
  let awaited: readonly Promise<unknown>[];
  do {
    awaited = edits();
    await Promise.all(awaited);
    await autosave.writing;
    autosave.isDirty = true;
    await write(context, autosave);
    await Promise.all([autosave.packing, autosave.copying]);
    // A large image takes long to copy: strokes may have come since.
  } while (isBehind(context, autosave) || edits().some((tail) => !awaited.includes(tail)));
}

/** True when there is something to be stored that has not failed. */
function isBehind(context: ActionContext, autosave: Autosave): boolean {
  const isGoingOn = autosave.isDirty || autosave.writing !== null;
  return isGoingOn && !autosave.hasFailed && isStoring(context, autosave);
}

/** Goes on with a project that this tab holds from now on: `autosave` has its facts. */
export function holdProject(context: ActionContext, autosave: Autosave): void {
  void watchHolder(context, autosave, {
    onAsked: () => saveNow(context),
    onGone: () => void holdAgain(context, autosave),
  });
}

function wakeUp(context: ActionContext, autosave: Autosave, delayMs: number): void {
  const dueMs = performance.now() + delayMs;
  if (autosave.timer) {
    if (autosave.timer.dueMs <= dueMs) return;
    clearTimeout(autosave.timer.handle);
  }
  const handle = setTimeout(() => {
    autosave.timer = null;
    autosave.isDirty = true;
    void write(context, autosave);
  }, delayMs);
  autosave.timer = { handle, dueMs };
}

function write(context: ActionContext, autosave: Autosave): Promise<void> {
  autosave.writing ??= writeAll(context, autosave).finally(() => {
    autosave.writing = null;
    if (autosave.isDirty && isStoring(context, autosave)) wakeUp(context, autosave, 0);
  });
  return autosave.writing;
}

async function writeAll(context: ActionContext, autosave: Autosave): Promise<void> {
  try {
    while (autosave.isDirty && isStoring(context, autosave)) {
      autosave.isDirty = false;
      await writeOnce(context, autosave);
    }
    compactLater(context, autosave);
    startPacking(context, autosave);
    startCopying(context, autosave);
    showSaved(context, autosave);
  } catch (error) {
    // Else it would be tried again without a pause.
    autosave.isDirty = false;
    await giveUpForNow(context, autosave, error);
  }
}

async function writeOnce(context: ActionContext, autosave: Autosave): Promise<void> {
  const { services, store } = context;
  if (!autosave.facts) {
    await createProject(context, autosave);
    holdProject(context, autosave);
  }
  if (!autosave.facts || !isCurrent(context, autosave)) return;
  const collected = collectChange(store.getState(), autosave);
  if (!collected) return;
  const projectId = autosave.facts.id;
  const changedAt = collected.change.facts?.changedAt;
  if (changedAt !== undefined) autosave.sentAt.add(changedAt);
  await services.projects.apply({ projectId, change: collected.change });
  collected.confirm();
  autosave.sentAt.clear();
}

/** Once the user rests, long logs are replaced by their pixels. */
function compactLater(context: ActionContext, autosave: Autosave): void {
  if (autosave.restTimer) clearTimeout(autosave.restTimer);
  autosave.restTimer = setTimeout(async () => {
    autosave.restTimer = null;
    if (!isStoring(context, autosave)) return;
    if (await readBases(context, autosave)) noteChange(context, 0);
  }, REST_MS);
}

function startPacking(context: ActionContext, autosave: Autosave): void {
  if (autosave.packing || !hasUnpacked(autosave)) return;
  goOnBeside(context, autosave, 'packing', async () => {
    // Rows of its images have waited for it.
    if (await storePacked(context, autosave)) writeSoon(context, autosave);
  });
}

function startCopying(context: ActionContext, autosave: Autosave): void {
  if (autosave.copying || autosave.sources.size === 0) return;
  goOnBeside(context, autosave, 'copying', () => copySources(context, autosave));
}

/** Does what takes long, without a change that waits for it. */
function goOnBeside(
  context: ActionContext,
  autosave: Autosave,
  lane: 'packing' | 'copying',
  work: () => Promise<void>,
): void {
  if (!isStoring(context, autosave)) return;
  autosave[lane] = work()
    .catch((error: unknown) => giveUpForNow(context, autosave, error))
    .finally(() => {
      autosave[lane] = null;
      if (!autosave.writing && !autosave.timer) showSaved(context, autosave);
    });
}

function writeSoon(context: ActionContext, autosave: Autosave): void {
  autosave.isDirty = true;
  if (!autosave.writing) wakeUp(context, autosave, 0);
}

/** Nothing is dropped: it is tried again soon, and with each change. */
async function giveUpForNow(
  context: ActionContext,
  autosave: Autosave,
  error: unknown,
): Promise<void> {
  if (!isCurrent(context, autosave)) return;
  if (await madeAnew(context, autosave, error)) return writeSoon(context, autosave);
  const isDead = hasCode(error, 'worker-died');
  const isGone = isDead || hasCode(error, 'not-held');
  const isHopeless = isDead && !autosave.reopening && autosave.deathCount++ >= MAX_DEATHS;
  if (isGone && !isHopeless) return holdAgain(context, autosave);
  failForNow(context, autosave, error);
}

function failForNow(context: ActionContext, autosave: Autosave, error: unknown): void {
  showFailure(context, autosave, error);
  if (!autosave.isLost) wakeUp(context, autosave, RETRY_MS);
}

/** A fresh worker holds nothing: the project is opened again, and what was not confirmed sent again. */
function holdAgain(context: ActionContext, autosave: Autosave): Promise<void> {
  // Everything that was on its way fails at once: it is opened again once.
  autosave.reopening ??= openAgain(context, autosave).finally(() => {
    autosave.reopening = null;
  });
  return autosave.reopening;
}

async function openAgain(context: ActionContext, autosave: Autosave): Promise<void> {
  try {
    if (!(await reopenAsLeft(context, autosave))) return;
    if (autosave.facts) holdProject(context, autosave);
    writeSoon(context, autosave);
  } catch (error) {
    if (await madeAnew(context, autosave, error)) return writeSoon(context, autosave);
    failForNow(context, autosave, error);
  }
}
