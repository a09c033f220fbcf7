/** The browser's offer to install the page; not in the standard library's types. */
interface InstallPromptEvent extends Event {
  readonly prompt: () => Promise<unknown>;
}

/** The browser's offer to install the page, if it makes one. */
export interface InstallPrompt {
  /** Shows the browser's question; an offer can be taken once. */
  readonly show: () => Promise<void>;
}

/** Calls `onChange` with each offer of the browser and with `null` when it is gone. */
export function watchInstallPrompt(onChange: (prompt: InstallPrompt | null) => void): void {
  window.addEventListener('beforeinstallprompt', (event) => {
    // The page has a command of its own for it, where nobody is interrupted.
    event.preventDefault();
    onChange({
      show: async () => {
        onChange(null);
        await (event as InstallPromptEvent).prompt();
      },
    });
  });
  window.addEventListener('appinstalled', () => onChange(null));
}
