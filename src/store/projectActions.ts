import type { ActionContext } from '#store/actions/actionContext.ts';
import * as edit from '#store/actions/editProjects.ts';
import { openProject, takeBack } from '#store/actions/openProject.ts';
import { recordSettings } from '#store/history/recordSteps.ts';
import { historyText } from '#text/history.ts';

/** What can be done with projects; see the functions of the same names. */
export function projectActions(context: ActionContext) {
  return {
    newProject: () => edit.newProject(context),
    openProject: (projectId: string) => openProject(context, projectId),
    renameProject: (projectId: string, title: string) =>
      recordSettings(context, { title: historyText.projectTitle, key: null }, () =>
        edit.renameProject(context, projectId, title),
      ),
    duplicateProject: (projectId: string) => edit.duplicateProject(context, projectId),
    removeProject: (projectId: string) => edit.removeProject(context, projectId),
    exportProject: (projectId: string | null) => edit.exportProject(context, projectId),
    exportOpenProject: () => edit.exportOpenProject(context),
    importProject: (file: Blob, name: string) => edit.importProject(context, file, name),
    refreshProjects: () => edit.refreshProjects(context),
    retrySave: () => edit.retrySave(context),
    takeBack: () => takeBack(context),
  };
}
