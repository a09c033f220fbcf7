import { RECIPE_PRESET_IDS } from '#domain/training/recipes.ts';
import type { ImageRole } from '#domain/training/trainingSetup.ts';
import type { AppState } from '#store/appState.ts';
import { selectAnnotatedImages, selectClassCount } from '#store/selectors/annotations.ts';
import { selectCurrentEntry } from '#store/selectors/currentImage.ts';
import { runMode } from '#store/slices/trainingSlice.ts';
import { annotateText } from '#text/annotation.ts';
import { commandGroupText, commandText } from '#text/commands.ts';
import { helpSections } from '#text/help/helpSections.ts';
import { paletteText } from '#text/palette.ts';
import { projectText } from '#text/project.ts';
import { recipeText } from '#text/recipe.ts';
import { trainingText } from '#text/training.ts';
import type { CommandScope } from '#ui/commands/command.ts';

/** One of several things of a kind; there only as long as it can be chosen. */
export interface Choice {
  readonly group: string;
  /** Unique within the group. */
  readonly id: string;
  readonly title: string;
  readonly run: () => void;
}

const ROLES: readonly ImageRole[] = ['auto', 'training', 'validation', 'unused'];

/** Everything to choose from that depends on what is there: models, images, projects, …. */
export function choices(state: AppState, scope: CommandScope): readonly Choice[] {
  return [
    ...pageChoices(state, scope),
    ...projectChoices(state, scope),
    ...imageChoices(state, scope),
    ...trainingChoices(state, scope),
  ];
}

/** Models, samples, open images and the parts of the help. */
function pageChoices(state: AppState, { store, handles }: CommandScope): Choice[] {
  const { actions } = store;
  return [
    ...state.models.map(({ id, title }) => ({
      group: commandGroupText.models,
      id,
      title: commandText.chooseModel(title),
      run: () => actions.chooseModel(id),
    })),
    ...actions.samples.map(({ id, title }) => ({
      group: commandGroupText.samples,
      id,
      title: commandText.openSample(title),
      run: () => void actions.openSample({ sampleId: id }),
    })),
    ...state.images.map(({ id, name }) => ({
      group: commandGroupText.images,
      id,
      title: commandText.showImage(name),
      run: () => actions.selectImage(id),
    })),
    ...helpSections.map(({ id, title }) => ({
      group: commandGroupText.page,
      id,
      title: paletteText.helpOn(title),
      run: () => handles.showHelp(id),
    })),
  ];
}

/** Other projects, once the list of them was read. */
function projectChoices({ project }: AppState, { store }: CommandScope): Choice[] {
  return (project.list ?? [])
    .filter(({ id }) => id !== project.id)
    .map(({ id, title }) => ({
      group: projectText.projects,
      id,
      title: commandText.openProject(title),
      run: () => void store.actions.openProject(id),
    }));
}

/** Channels and classes of the image in the viewer. */
function imageChoices(state: AppState, { store }: CommandScope): Choice[] {
  const entry = selectCurrentEntry(state);
  if (entry?.status !== 'ready') return [];
  const { actions } = store;
  const channels = entry.channels.map(({ name }, channel) => ({
    group: commandGroupText.view,
    id: `channel ${channel}`,
    title: commandText.showChannel(name),
    run: () =>
      actions.setChannelDisplay(entry.id, channel, {
        isVisible: entry.display[channel]?.isVisible === false,
      }),
  }));
  const classCount = selectClassCount(state);
  const classes = Array.from({ length: classCount - 1 }, (_, index) => ({
    group: commandGroupText.annotation,
    id: `class ${index + 1}`,
    title: commandText.chooseClass(annotateText.classNamed(index + 1)),
    run: () => void actions.chooseClass(entry.id, index + 1),
  }));
  return [...(channels.length > 1 ? channels : []), ...(classCount > 2 ? classes : [])];
}

/** Recipes, what the annotated image in the viewer is for, and which one is watched. */
function trainingChoices(state: AppState, { store }: CommandScope): Choice[] {
  const { actions } = store;
  const group = commandGroupText.training;
  const { run } = state.training;
  if (run && runMode(state) !== 'kept') {
    return run.watchable.map(({ id, name }) => ({
      group,
      id: `watch ${id}`,
      title: commandText.watch(name),
      run: () => actions.watchImage(id),
    }));
  }
  const recipes = RECIPE_PRESET_IDS.map((id) => ({
    group,
    id,
    title: commandText.recipe(recipeText.presets[id].title),
    run: () => actions.choosePreset(id),
  }));
  const annotated = selectAnnotatedImages(state).find(({ id }) => id === state.currentImageId);
  if (!annotated) return recipes;
  const uses = ROLES.map((role) => ({
    group,
    id: `use ${role}`,
    title: commandText.useOf(annotated.name, trainingText.roles[role]),
    run: () => actions.setImageRole(annotated.id, role),
  }));
  return [...recipes, ...uses];
}
