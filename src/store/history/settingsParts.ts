import type { OverlayOptions, RunOptions } from '#domain/project/workSettings.ts';
import type { InstanceSettings } from '#domain/segmentation/instanceSettings.ts';
import type { TrainingSetup } from '#domain/training/trainingSetup.ts';
import type { AppState } from '#store/appState.ts';
import type { ImageEntry } from '#store/slices/imagesSlice.ts';
import { withProject } from '#store/slices/projectSlice.ts';
import { withTraining } from '#store/slices/trainingSlice.ts';
import type { TuningSlice } from '#store/slices/tuningSlice.ts';

/** Settings of one image that steps of undo are about. */
interface ImageParts {
  readonly own: Pick<ImageEntry, 'display' | 'input' | 'rectangle' | 'pixelSizeUm'>;
  /** Object settings that were changed, by model id. */
  readonly tuned: Readonly<Record<string, InstanceSettings>>;
}

/** Every setting that a step of undo can be about, as one tree of plain objects. */
export interface SettingsParts {
  /** By image id. */
  readonly images: Readonly<Record<string, ImageParts>>;
  readonly runOptions: RunOptions;
  readonly chosenModelId: string | null;
  /** Whether objects are shown at all is a glance, no setting. */
  readonly overlay: Omit<OverlayOptions, 'isVisible'>;
  readonly setup: TrainingSetup;
  readonly projectTitle: string;
}

/** The settings of now; refers to the state, copies nothing. */
export function settingsOf(state: AppState): SettingsParts {
  const { images, tunedSettings, runOptions, chosenModelId, overlay, training, project } = state;
  const { style, opacity } = overlay;
  const partsOf = ({ id, display, input, rectangle, pixelSizeUm }: ImageEntry): ImageParts => ({
    own: { display, input, rectangle, pixelSizeUm },
    tuned: tunedSettings[id] ?? {},
  });
  return {
    images: Object.fromEntries(images.map((entry) => [entry.id, partsOf(entry)])),
    runOptions,
    chosenModelId,
    overlay: { style, opacity },
    setup: training.setup,
    projectTitle: project.title,
  };
}

/** The change of the state that puts settings in their places; what is as before stays the same. */
export function withSettings(
  state: AppState,
  before: SettingsParts,
  after: SettingsParts,
): Partial<AppState> {
  const { runOptions, chosenModelId, overlay, setup, projectTitle } = after;
  return {
    ...imagesWith(state, before, after),
    ...tuningWith(state, before, after),
    runOptions,
    chosenModelId,
    overlay: { ...state.overlay, ...overlay },
    ...withTraining(state, { setup }),
    ...withProject(state, { title: projectTitle }),
  };
}

/** Ids of the images whose part named `part` differs. */
export function changedImages(
  before: SettingsParts,
  after: SettingsParts,
  part: keyof ImageParts,
): readonly string[] {
  return Object.keys(after.images).filter(
    (id) => before.images[id]?.[part] !== after.images[id]?.[part],
  );
}

function imagesWith(
  { images }: AppState,
  before: SettingsParts,
  after: SettingsParts,
): Partial<AppState> {
  const ids = changedImages(before, after, 'own');
  if (ids.length === 0) return {};
  return {
    images: images.map((entry) =>
      ids.includes(entry.id) ? { ...entry, ...after.images[entry.id]?.own } : entry,
    ),
  };
}

function tuningWith(
  { tunedSettings }: AppState,
  before: SettingsParts,
  after: SettingsParts,
): Partial<TuningSlice> {
  const ids = changedImages(before, after, 'tuned');
  if (ids.length === 0) return {};
  const changed = ids.map((id) => [id, after.images[id]?.tuned ?? {}]);
  return { tunedSettings: { ...tunedSettings, ...Object.fromEntries(changed) } };
}
