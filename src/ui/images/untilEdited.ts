import type { AppStore } from '#store/appStore.ts';
import { keyCommand } from '#ui/viewer/interaction/keyCommands.ts';

/** Marks what controls the playing, which therefore does not stop it. */
export const PLAY_PART = 'data-play';
/** Marks the sliders of a stack: who moves one wants that place. */
export const STACK_PART = 'data-stack';

/**
 * Runs `play`, which plays the stack in view or stops it. As long as it plays, a pointer or key that
 * may edit stops it first: an edit belongs to the plane that its maker sees.
 */
export async function untilEdited(store: AppStore, play: () => Promise<void>): Promise<void> {
  const watch = new AbortController();
  const stopIf = (mayEdit: boolean): void => {
    if (mayEdit && store.getState().playedImageId !== null) void play();
  };
  if (store.getState().playedImageId === null) {
    const options = { capture: true, signal: watch.signal };
    document.addEventListener('pointerdown', (event) => stopIf(isEditing(event, store)), options);
    document.addEventListener('keydown', (event) => stopIf(isEditKey(event)), options);
  }
  await play();
  watch.abort();
}

const VIEWER = '[role=application]';

function isEditing({ target }: PointerEvent, store: AppStore): boolean {
  if (!(target instanceof Element) || target.closest(`[${PLAY_PART}]`)) return false;
  if (target.closest(`[${STACK_PART}]`)) return true;
  return store.getState().tool !== 'pan' && target.closest(VIEWER) !== null;
}

/** Play itself, overlay, fit and contrast; and what does nothing alone. */
const LOOKING_KEYS = ['l', 'h', 'f', 'a', 'Tab', 'Shift', 'Control', 'Alt', 'Meta'];
/** Of a button and a list of choices themselves: letters are shortcuts there as well. */
const CONTROL_KEYS = [' ', 'Enter', 'Escape', 'ArrowUp', 'ArrowDown', 'Home', 'End'];
const LOOKING_KINDS = ['pan', 'zoom', 'fit', 'actual-size'];

function isEditKey(event: KeyboardEvent): boolean {
  const { target, key, ctrlKey, metaKey } = event;
  if (!(target instanceof Element)) return false;
  if (CONTROL_KEYS.includes(key) && target.closest(`[${PLAY_PART}]`)) return false;
  if (LOOKING_KEYS.includes(key) && !ctrlKey && !metaKey) return false;
  const kind = target.closest(VIEWER) && keyCommand(event)?.kind;
  return !(kind && LOOKING_KINDS.includes(kind));
}
