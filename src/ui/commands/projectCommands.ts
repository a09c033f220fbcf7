import type { AppState } from '#store/appState.ts';
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
  exportProject: {
    title: projectText.menuItem,
    keys: [],
    isEnabled: hasProject,
    reason: needsProject,
    run: ({ store }) => store.actions.exportProject(null),
  },
} as const satisfies Readonly<Record<string, Command>>;
