import type { ChannelDisplay, ChannelInput } from '#domain/image/channelDisplay.ts';
import type { Rectangle } from '#domain/image/rectangle.ts';
import type { OverlayOptions, RegionKind, RunOptions } from '#domain/project/workSettings.ts';
import type { InstanceSettings } from '#domain/segmentation/instanceSettings.ts';
import type { RecipePresetId } from '#domain/training/recipes.ts';
import type { TrainingRecipe } from '#domain/training/trainingRecipe.ts';
import type { ImageRole, TrainingSetup } from '#domain/training/trainingSetup.ts';
import type { ActionContext } from '#store/actions/actionContext.ts';
import { chooseModel } from '#store/actions/chooseModel.ts';
import { setPixelSize } from '#store/actions/editObjects.ts';
import * as setup from '#store/actions/trainSetup.ts';
import { copySettingsToAll, resetSettings, updateSettings } from '#store/actions/tuneObjects.ts';
import * as view from '#store/actions/viewActions.ts';
import { controlKey, recordSettings } from '#store/history/recordSteps.ts';
import { selectSettingsFor, selectSettingsModelId } from '#store/selectors/objectSettings.ts';
import { findEntry } from '#store/slices/imagesSlice.ts';
import { historyText } from '#text/history.ts';

/** Changes of settings by the user, each a step of undo; see the functions of the same names. */
export function settingActions(context: ActionContext) {
  return {
    ...objectSettingActions(context),
    ...channelActions(context),
    ...runSettingActions(context),
    ...recipeActions(context),
  };
}

function objectSettingActions(context: ActionContext) {
  const { store } = context;
  return {
    updateSettings: (imageId: string, change: Partial<InstanceSettings>) => {
      const state = store.getState();
      const former = selectSettingsFor(state, imageId, selectSettingsModelId(state, imageId));
      const key = controlKey(`objects ${imageId}`, former, change);
      const title = titleOf(historyText.setting, change, historyText.settings);
      recordSettings(context, { title, key }, () => updateSettings(context, imageId, change));
    },
    resetSettings: (imageId: string) =>
      recordSettings(context, step(historyText.resetSettings), () =>
        resetSettings(context, imageId),
      ),
    copySettingsToAll: (imageId: string) =>
      recordSettings(context, step(historyText.copySettings), () =>
        copySettingsToAll(context, imageId),
      ),
    setPixelSize: (imageId: string, pixelSizeUm: number | null) =>
      recordSettings(context, { title: historyText.pixelSize, key: `pixel size ${imageId}` }, () =>
        setPixelSize(context, imageId, pixelSizeUm),
      ),
  };
}

function channelActions(context: ActionContext) {
  const entryOf = (imageId: string) => findEntry(context.store.getState(), imageId);
  return {
    setChannelDisplay: (imageId: string, channel: number, change: Partial<ChannelDisplay>) => {
      const former = entryOf(imageId)?.display[channel];
      const key = controlKey(`channel ${imageId} ${channel}`, former, change);
      const title = titleOf(historyText.display, change, historyText.displayOfAll);
      recordSettings(context, { title, key }, () =>
        view.setChannelDisplay(context, imageId, channel, change),
      );
    },
    autoContrast: (imageId: string) =>
      recordSettings(context, step(historyText.autoContrast), () =>
        view.autoContrast(context, imageId),
      ),
    setChannelInput: (imageId: string, change: Partial<ChannelInput>) =>
      recordSettings(
        context,
        step(titleOf(historyText.input, change, historyText.input.channels)),
        () => view.setChannelInput(context, imageId, change),
      ),
    setOverlay: (change: Partial<OverlayOptions>) => {
      const key = controlKey('overlay', context.store.getState().overlay, change);
      const title = titleOf(historyText.overlay, change, historyText.overlay.style);
      recordSettings(context, { title, key }, () => view.setOverlay(context, change));
    },
    copyInputToAll: (imageId: string) =>
      recordSettings(context, step(historyText.copyInput), () =>
        view.copyInputToAll(context, imageId),
      ),
  };
}

function runSettingActions(context: ActionContext) {
  return {
    chooseModel: (modelId: string) =>
      recordSettings(context, step(historyText.model), () => chooseModel(context, modelId)),
    setRunOptions: (change: Partial<RunOptions>) => {
      const key = controlKey('run', context.store.getState().runOptions, change);
      const title = titleOf(historyText.run, change, historyText.run.scale);
      recordSettings(context, { title, key }, () => view.setRunOptions(context, change));
    },
    chooseRegion: (region: RegionKind) =>
      recordSettings(context, step(historyText.run.region), () =>
        view.chooseRegion(context, region),
      ),
    setRectangle: (rectangle: Rectangle) =>
      recordSettings(context, step(historyText.rectangle), () =>
        view.setRectangle(context, rectangle),
      ),
  };
}

function recipeActions(context: ActionContext) {
  return {
    chooseStart: (start: TrainingSetup['start']) =>
      recordSettings(context, step(historyText.trainingStart), () =>
        setup.chooseStart(context, start),
      ),
    choosePreset: (presetId: RecipePresetId) =>
      recordSettings(context, step(historyText.preset), () =>
        setup.choosePreset(context, presetId),
      ),
    changeRecipe: (change: Partial<TrainingRecipe>) => {
      const { recipe } = context.store.getState().training.setup;
      const key = controlKey('recipe', recipe, change);
      recordSettings(context, { title: historyText.recipe, key }, () =>
        setup.changeRecipe(context, change),
      );
    },
    setImageRole: (imageId: string, role: ImageRole) =>
      recordSettings(context, step(historyText.role), () =>
        setup.setImageRole(context, imageId, role),
      ),
  };
}

/** A step that nothing goes on with. */
function step(title: string) {
  return { title, key: null };
}

/** The title of the one field that changes, else that of all. */
function titleOf<K extends string>(
  titles: Readonly<Record<K, string>>,
  change: Partial<Readonly<Record<K, unknown>>>,
  ofSeveral: string,
): string {
  const keys = Object.keys(change) as K[];
  const [only] = keys;
  return (keys.length === 1 && only !== undefined && titles[only]) || ofSeveral;
}
