import { useEffect } from 'react';
import type { Command } from '#ui/commands/command.ts';
import { commands } from '#ui/commands/commands.ts';
import { areLettersOn, isCharacterKey } from '#ui/keys/letterKeys.ts';
import { usePageHandles } from '#ui/pageHandles.ts';
import { useStoreHandle } from '#ui/useAppStore.ts';

/** Runs commands by their keys, except while the user types or a dialog or menu is open. */
export function useShortcuts(): void {
  const store = useStoreHandle();
  const handles = usePageHandles();
  useEffect(() => {
    const handleKey = (event: KeyboardEvent): void => {
      if (event.defaultPrevented || event.isComposing) return;
      const command = commandFor(event);
      // The page rests while another tab has its project.
      if (store.getState().project.save.kind === 'lost') return;
      if (!command?.isEnabled(store.getState())) return;
      event.preventDefault();
      if (event.repeat && command.isBusy?.(store.getState())) return;
      void command.run({ store, handles });
    };
    document.addEventListener('keydown', handleKey);
    return () => document.removeEventListener('keydown', handleKey);
  }, [store, handles]);
}

/** The command that a key means here; none where the key is a control's own, or letters are off. */
function commandFor(event: KeyboardEvent): Command | undefined {
  const key = keyOf(event);
  const isOff = isCharacterKey(key) && !areLettersOn();
  return isOff || isTakenByControl(event.target, key) ? undefined : findCommand(key);
}

/** The pressed key as commands write it, e.g. `mod+z`, `shift+s`, `?`. */
export function keyOf(
  event: Pick<KeyboardEvent, 'key' | 'ctrlKey' | 'metaKey' | 'shiftKey' | 'altKey'>,
): string {
  if (event.altKey) return '';
  const key = event.key.toLowerCase();
  const isLetter = /^\p{L}$/u.test(key);
  const shift = event.shiftKey && (isLetter || key.length > 1) ? 'shift+' : '';
  return `${event.ctrlKey || event.metaKey ? 'mod+' : ''}${shift}${key}`;
}

/** The command with that key. */
export function findCommand(key: string): Command | undefined {
  const all: readonly Command[] = Object.values(commands);
  return key === '' ? undefined : all.find((command) => command.keys.includes(key));
}

const TYPING = 'input:not([type=range],[type=checkbox],[type=radio],[type=color]),textarea,select';
const OWN_KEYS = '[role=dialog],[role=menu],[role=listbox],[aria-expanded=true][role=combobox]';

/** The palette opens from text fields as well: its key types nothing. */
const ANYWHERE = 'mod+k';

function isTakenByControl(target: EventTarget | null, key: string): boolean {
  if (!(target instanceof HTMLElement)) return false;
  if (target.closest(OWN_KEYS)) return true;
  if (key === ANYWHERE) return false;
  // A closed, read-only combobox types nothing, so its letters stay shortcuts.
  return target.matches(TYPING) && !target.matches('[readonly]');
}
