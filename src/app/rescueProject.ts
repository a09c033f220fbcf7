import { toAppError } from '#lib/errors.ts';
import { safeStem } from '#lib/safeFileName.ts';
import type { AppStore } from '#store/appStore.ts';
import type { Services } from '#store/services.ts';
import type { SaveState } from '#store/slices/projectSlice.ts';
import { projectText } from '#text/project.ts';

/** What can still be done for the open project once nothing can be drawn any more. */
export interface Rescue {
  readonly readSave: () => SaveState;
  /** Calls `listener` with each change; returns its remover. */
  readonly subscribe: (listener: () => void) => () => void;
  /** Saves the open project as a ZIP file and tells in words how that went; never rejects. */
  readonly exportProject: () => Promise<string>;
}

/** A rescue that needs no component: store and workers go on without the page. */
export function createRescue(
  store: AppStore,
  services: Pick<Services, 'projects' | 'saveFile'>,
): Rescue {
  return {
    readSave: () => store.getState().project.save,
    subscribe: (listener) => store.subscribe(listener),
    exportProject: () => exportProject(store, services),
  };
}

async function exportProject(
  { actions, getState }: AppStore,
  { projects, saveFile }: Pick<Services, 'projects' | 'saveFile'>,
): Promise<string> {
  const { id, title } = getState().project;
  if (id === null) return projectText.exportedNothing;
  try {
    await actions.retrySave();
    const zip = await projects.exportZip({ projectId: id });
    // The dot keeps what looks like an extension.
    saveFile(`${safeStem(`${title}.`, 'project')}.zip`, zip, 'application/zip');
    return projectText.exported;
  } catch (error) {
    return projectText.exportFailed(toAppError(error).message);
  }
}
