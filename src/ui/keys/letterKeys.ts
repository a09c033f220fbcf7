const PLACE = 'cellpane-letter-keys';

/** True unless the user has switched off that single letters act at once; remembered. */
export function areLettersOn(): boolean {
  try {
    return localStorage.getItem(PLACE) !== 'off';
  } catch {
    // A browser that keeps nothing has the usual keys.
    return true;
  }
}

/** Switches single letters, digits and signs on or off as shortcuts. */
export function setLettersOn(isOn: boolean): void {
  try {
    if (isOn) localStorage.removeItem(PLACE);
    else localStorage.setItem(PLACE, 'off');
  } catch {
    // Then it holds until the page is left.
  }
}

/** True for keys that type something, with or without Shift: those that WCAG 2.1.4 is about. */
export function isCharacterKey(key: string): boolean {
  return !key.startsWith('mod+') && [...key.replace(/^shift\+/, '')].length === 1;
}
