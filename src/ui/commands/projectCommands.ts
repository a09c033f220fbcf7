import type { AppState } from '#store/appState.ts';
import type { AppStore } from '#store/appStore.ts';
import { commandText, reasonText } from '#text/commands.ts';
import { projectText } from '#text/project.ts';
import type { Command } from '#ui/commands/command.ts';
import { always } from '#ui/commands/conditions.ts';

const hasProject = ({ project }: AppState): boolean => project.id !== null;
const needsProject = (): string => projectText.noProject;

/** Commands of projects. */
export const projectCommands = {
  showProjects: {
    title: projectText.projects,
    keys: ['shift+o'],
    isEnabled: always,
    run: ({ handles }) => handles.showProjects(),
  },
  newProject: {
    title: projectText.newProject,
    keys: [],
    isEnabled: hasProject,
    reason: needsProject,
    run: ({ store }) => store.actions.newProject(),
  },
  openProjectFile: {
    title: projectText.openFile,
    keys: [],
    isEnabled: always,
    run: ({ handles }) => handles.pickProjectFile(),
  },
  renameProject: {
    title: commandText.renameProject,
    keys: [],
    isEnabled: hasProject,
    reason: needsProject,
    run: ({ handles }) => handles.renameProject(),
  },
  duplicateProject: {
    title: commandText.duplicateProject,
    keys: [],
    isEnabled: hasProject,
    reason: needsProject,
    run: ({ store }) => withProject(store, store.actions.duplicateProject),
  },
  deleteProject: {
    title: commandText.deleteProject,
    keys: [],
    isEnabled: hasProject,
    reason: needsProject,
    run: ({ store }) => withProject(store, store.actions.removeProject),
  },
  retrySave: {
    title: commandText.retrySave,
    keys: [],
    isEnabled: ({ project }: AppState) => project.save.kind === 'failed',
    reason: () => reasonText.savesItself,
    run: ({ store }) => store.actions.retrySave(),
  },
  exportProject: {
    title: projectText.menuItem,
    keys: [],
    isEnabled: hasProject,
    reason: needsProject,
    run: ({ store }) => store.actions.exportProject(null),
  },
} as const satisfies Readonly<Record<string, Command>>;

function withProject(store: AppStore, action: (id: string) => Promise<void>): Promise<void> {
  const { id } = store.getState().project;
  return id === null ? Promise.resolve() : action(id);
}
