import type { AppState } from '#store/appState.ts';
import type { AppStore } from '#store/appStore.ts';
import type { PageHandles } from '#ui/pageHandles.ts';

/** What a command acts on. */
export interface CommandScope {
  readonly store: AppStore;
  readonly handles: PageHandles;
}

/** One thing the user can do; its button, menu item and key all run the same. */
export interface Command {
  /** As on the button. */
  readonly title: string;
  /** Keys as in `KeyboardEvent.key`, lower case, `mod+` for Ctrl or ⌘; empty = no key. */
  readonly keys: readonly string[];
  readonly isEnabled: (state: AppState) => boolean;
  /** What to do first, asked for while it is not enabled. */
  readonly reason?: (state: AppState) => string;
  /** While it is true, a key that is held down does not run it again. */
  readonly isBusy?: (state: AppState) => boolean;
  readonly run: (scope: CommandScope) => void | Promise<void>;
}
