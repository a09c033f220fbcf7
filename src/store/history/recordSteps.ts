import type { LogMark } from '#domain/annotation/annotationLog.ts';
import type { ActionContext } from '#store/actions/actionContext.ts';
import type { OpenStep } from '#store/history/historyWork.ts';
import { type SettingsParts, settingsOf } from '#store/history/settingsParts.ts';
import { withLastStep, withMovedStep, withStep } from '#store/history/stepStack.ts';
import { diffTrees, isContinuous, type LeafChange, pathsOf } from '#store/history/treePatch.ts';
import type { Deletion, HistoryStep, StepPlace } from '#store/slices/historySlice.ts';
import { findEntry } from '#store/slices/imagesSlice.ts';

/** Changes by keys or wheel that follow each other this closely are one step. */
const PAUSE_MS = 1000;

/** A step without what it lists. */
const STEP_BYTES = 500;

/** How a change of settings is remembered. */
export interface StepName {
  /** For people, behind `Undo:`. */
  readonly title: string;
  /** Changes of equal key follow each other as one step; `null` = always a step of its own. */
  readonly key: string | null;
}

/**
 * The key of a control that sets some fields of `former`: `null` unless all of them are numbers or
 * colours, which a drag changes bit by bit.
 */
export function controlKey(
  name: string,
  former: object | undefined,
  change: object,
): string | null {
  const changes = diffTrees(former ?? {}, { ...former, ...change });
  // A drag may begin with the value that is there already.
  if (changes.length === 0) return `${name} ${Object.keys(change).sort().join(' ')}`;
  return isContinuous(changes) ? `${name} ${pathsOf(changes)}` : null;
}

/**
 * Does something that changes settings, and remembers it as one step of undo. A drag, or a row of
 * changes of the same number, is one step. Only what changes before `change` returns counts.
 */
export function recordSettings<T>(context: ActionContext, name: StepName, change: () => T): T {
  const { store } = context;
  const before = settingsOf(store.getState());
  const result = change();
  const changes = diffTrees(before, settingsOf(store.getState()));
  if (changes.length > 0) recordChanges(context, name, before, changes);
  return result;
}

/** Tells that a pointer went down or up: what is dragged in between is one step. */
export function holdStep({ running: { history } }: ActionContext, isHeld: boolean): void {
  history.isHeld = isHeld;
  history.open = null;
}

/** About what a step takes: a few numbers, and 8 bytes for every object that was deleted. */
function bytesOfStep(step: HistoryStep): number {
  return STEP_BYTES + (step.kind === 'deletion' ? 8 * step.deletion.labels.length : 0);
}

/** Remembers a step of another kind than settings. */
export function recordStep({ store, running }: ActionContext, step: HistoryStep): void {
  running.history.open = null;
  store.setState(({ history }) => ({ history: withStep(history, step, bytesOfStep) }));
}

/** Remembers that a step was taken back or done again. */
export function moveStep(
  { store, running }: ActionContext,
  step: HistoryStep,
  direction: 'undo' | 'redo',
): void {
  running.history.open = null;
  store.setState(({ history }) => ({ history: withMovedStep(history, step, direction) }));
}

/** Remembers what an annotation's own history has just done. */
export function recordAnnotation(
  context: ActionContext,
  imageId: string,
  kind: LogMark['kind'],
): void {
  const place = placeOf(context, imageId);
  const fresh: HistoryStep = { kind: 'annotation', ...place };
  if (kind === 'do') recordStep(context, fresh);
  else moveStep(context, latestStep(context, fresh, kind) ?? fresh, kind);
}

/** Remembers that objects were deleted. */
export function recordDeletion(context: ActionContext, imageId: string, deletion: Deletion): void {
  recordStep(context, { kind: 'deletion', ...placeOf(context, imageId), deletion });
}

/** Remembers that the objects deleted last were brought back. */
export function recordUndoneDeletion(context: ActionContext, imageId: string): void {
  const place = placeOf(context, imageId);
  const step = latestStep(context, { kind: 'deletion', ...place }, 'undo');
  if (step) moveStep(context, step, 'undo');
}

function latestStep(
  { store }: ActionContext,
  like: StepPlace & { readonly kind: HistoryStep['kind'] },
  direction: 'undo' | 'redo',
): HistoryStep | undefined {
  const { past, future } = store.getState().history;
  return (direction === 'undo' ? past : future).findLast(
    (step) =>
      step.kind === like.kind &&
      'pageIndex' in step &&
      step.imageId === like.imageId &&
      step.pageIndex === like.pageIndex,
  );
}

/** Page of an image that is shown now. */
function placeOf({ store }: ActionContext, imageId: string): StepPlace {
  return { imageId, pageIndex: findEntry(store.getState(), imageId)?.info?.pageIndex ?? 0 };
}

function recordChanges(
  context: ActionContext,
  { title, key }: StepName,
  before: SettingsParts,
  changes: readonly LeafChange[],
): void {
  const { store, running } = context;
  const open = goesOn(context, key);
  const all = open ? diffTrees(open.before, settingsOf(store.getState())) : changes;
  const step = all.length > 0 ? settingsStep(title, all) : null;
  if (open) store.setState(({ history }) => ({ history: withLastStep(history, step) }));
  else if (step) recordStep(context, step);
  const changedMs = performance.now();
  // Back where it began, nothing is left of a step, and the next change begins another.
  running.history.open =
    key === null || step === null ? null : { key, step, before: open?.before ?? before, changedMs };
}

/** The step that the same control has just changed, if it is still the latest one. */
function goesOn({ store, running }: ActionContext, key: string | null): OpenStep | null {
  const { open, isHeld } = running.history;
  if (!open || open.key !== key) return null;
  if (store.getState().history.past.at(-1) !== open.step) return null;
  return isHeld || performance.now() - open.changedMs < PAUSE_MS ? open : null;
}

function settingsStep(title: string, changes: readonly LeafChange[]): HistoryStep {
  const ids = new Set(changes.map(({ path }) => (path[0] === 'images' ? path[1] : undefined)));
  const [only] = ids;
  return { kind: 'settings', title, imageId: (ids.size === 1 && only) || null, changes };
}
