import { hasCode, toAppError } from '#lib/errors.ts';
import { type ActionContext, notify } from '#store/actions/actionContext.ts';
import type { Autosave } from '#store/autosave/autosave.ts';
import { type SaveState, withProject } from '#store/slices/projectSlice.ts';
import { savingText } from '#text/saving.ts';

/** From then on closing the page is warned of. */
const SLOW_MS = 1000;

/** Shows that something is on its way; a failure stays shown until it is over. */
export function showSaving(context: ActionContext, autosave: Autosave): void {
  const { store } = context;
  const { kind } = store.getState().project.save;
  if (kind !== 'empty' && kind !== 'saved') return;
  setSave(context, { kind: 'saving' });
  autosave.slowTimer = setTimeout(() => {
    if (store.getState().project.save.kind !== 'saving') return;
    store.setState((state) => withProject(state, { isSaveSlow: true }));
  }, SLOW_MS);
}

/** Shows that an edit is on its way, which is safe nowhere yet; call what it gives once it is noted. */
export function showEditing(context: ActionContext, autosave: Autosave): () => void {
  const kind = () => context.store.getState().project.save.kind;
  autosave.editsOnTheirWay++;
  if (kind() === 'saved') showSaving(context, autosave);
  return () => {
    autosave.editsOnTheirWay--;
    // Else it is shown when what goes on ends.
    if (kind() === 'saving' && !autosave.writing && !autosave.timer) showSaved(context, autosave);
  };
}

/** Shows that everything is safe on disk, once it is. */
export function showSaved(context: ActionContext, autosave: Autosave): void {
  if (!isCurrent(context, autosave) || autosave.isLost) return;
  const { isDirty, editsOnTheirWay, packing, copying, facts } = autosave;
  if (isDirty || editsOnTheirWay > 0 || packing || copying || !facts) return;
  autosave.deathCount = 0;
  if (autosave.slowTimer) clearTimeout(autosave.slowTimer);
  const { space } = context.store.getState().project;
  const isMemory = space?.kind === 'memory';
  setSave(context, isMemory ? { kind: 'memory', reason: space.reason } : { kind: 'saved' });
  if (!autosave.hasFailed && !autosave.isMadeAnew) return;
  autosave.hasFailed = false;
  autosave.isMadeAnew = false;
  notify(context, savingText.savedAgain);
}

/** Shows that nothing can be stored now; the page makes one alert of it for as long as it lasts. */
export function showFailure(context: ActionContext, autosave: Autosave, error: unknown): void {
  if (!isCurrent(context, autosave)) return;
  if (hasCode(error, 'not-held')) {
    showLost(context, autosave);
    return;
  }
  autosave.hasFailed = true;
  setSave(context, { kind: 'failed', message: toAppError(error).message });
}

/** Shows that another tab has the project now. */
export function showLost(context: ActionContext, autosave: Autosave): void {
  autosave.isLost = true;
  if (isCurrent(context, autosave)) setSave(context, { kind: 'lost' });
}

/** False once another project is open. */
export function isCurrent({ running }: ActionContext, autosave: Autosave): boolean {
  return running.autosave === autosave;
}

/** False once another project is open, or another tab has this one: nothing can be stored then. */
export function isStoring(context: ActionContext, autosave: Autosave): boolean {
  return isCurrent(context, autosave) && !autosave.isLost;
}

function setSave({ store }: ActionContext, save: SaveState): void {
  const { project } = store.getState();
  if (project.save.kind === save.kind && save.kind !== 'failed' && !project.isSaveSlow) return;
  store.setState((state) => withProject(state, { save, isSaveSlow: false }));
}
