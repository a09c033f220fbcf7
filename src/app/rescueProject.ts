import { toAppError } from '#lib/errors.ts';
import type { AppStore } from '#store/appStore.ts';
import type { SaveState } from '#store/slices/projectSlice.ts';
import { projectText } from '#text/project.ts';
import { savingText } from '#text/saving.ts';

/** What can still be done for the open project once nothing can be drawn any more. */
export interface Rescue {
  readonly readSave: () => SaveState;
  /** Calls `listener` with each change; returns its remover. */
  readonly subscribe: (listener: () => void) => () => void;
  /** Saves the open project as a ZIP file and tells in words how that went; never rejects. */
  readonly exportProject: () => Promise<string>;
}

/** A rescue that needs no component: store and workers go on without the page. */
export function createRescue(store: AppStore): Rescue {
  return {
    readSave: () => store.getState().project.save,
    subscribe: (listener) => store.subscribe(listener),
    exportProject: () => exportProject(store),
  };
}

async function exportProject({ actions }: AppStore): Promise<string> {
  try {
    const leftOut = await actions.exportOpenProject();
    if (leftOut === null) return projectText.exportedNothing;
    if (leftOut.length === 0) return projectText.exported;
    return `${projectText.exported} ${savingText.leftOut(leftOut)}`;
  } catch (error) {
    return projectText.exportFailed(toAppError(error).message);
  }
}
