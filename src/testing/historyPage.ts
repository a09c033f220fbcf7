import { expect } from 'vitest';
import { UNANNOTATED } from '#domain/annotation/annotationValues.ts';
import { createAppStore } from '#store/appStore.ts';
import { settingsOf } from '#store/history/settingsParts.ts';
import { selectStepTitle } from '#store/selectors/historySteps.ts';
import { fakeFile, fakeServices } from '#testing/fakeServices.ts';

const START = { isEraser: false, valueUnder: UNANNOTATED, isAlternate: false };

/** A page with two segmented images of 8 × 4 px, both with an empty annotation. */
export async function openHistoryPage() {
  const { services, control } = fakeServices();
  const store = createAppStore(services);
  const { actions, getState } = store;
  await actions.startUp({ modelId: null, sampleId: null });
  await actions.openFiles(['a.png', 'b.png'].map((name) => ({ file: fakeFile(name), folder: '' })));
  await actions.segmentAll();
  const [a = '', b = ''] = getState().images.map(({ id }) => id);
  for (const id of [a, b]) actions.planStroke(id, START);
  actions.selectImage(a);
  const dot = (imageId: string, x: number, y: number) =>
    actions.paintStroke(
      imageId,
      Float32Array.of(x + 0.5, y + 0.5, 0.4),
      actions.planStroke(imageId, START),
    );
  const settled = () =>
    expect
      .poll(() => Object.values(getState().results).some((one) => one.isExtracting))
      .toBe(false);
  const labels = (imageId: string) => [
    ...(getState().results[imageId]?.objects.columns[1]?.values ?? []),
  ];
  const pixels = async (imageId: string) => {
    if (!getState().annotations[imageId]) return [];
    const { data } = (await services.annotation.read({ imageId })).labels;
    // One that was begun and never changed is as good as none.
    return data.some((value) => value !== UNANNOTATED) ? [...data] : [];
  };
  /** Everything that undo is about. */
  const everything = async () => {
    await settled();
    return {
      settings: settingsOf(getState()),
      images: getState().images.map(({ name, status }) => ({ name, status })),
      objects: [labels(a), labels(b)],
      annotations: [await pixels(a), await pixels(b)],
      titles: getState().models.map(({ title }) => title),
    };
  };
  const title = (direction: 'undo' | 'redo') => selectStepTitle(getState(), direction);
  return {
    store,
    actions,
    getState,
    services,
    control,
    a,
    b,
    dot,
    settled,
    everything,
    title,
    labels,
  };
}

type HistoryPage = Awaited<ReturnType<typeof openHistoryPage>>;

/** One of each kind of change that can be taken back; `amount` is 0 … 9. */
export const USER_CHANGES: readonly ((
  page: HistoryPage,
  imageId: string,
  amount: number,
) => unknown)[] = [
  ({ actions }, id, amount) => actions.updateSettings(id, { threshold: amount / 10 }),
  ({ actions }, id, amount) => actions.updateSettings(id, { minimumSizePx: amount }),
  ({ actions }, id, amount) => actions.updateSettings(id, { fillHoles: amount % 2 === 0 }),
  ({ actions }, id) => actions.resetSettings(id),
  ({ actions }, id) => actions.copySettingsToAll(id),
  ({ actions }, id, amount) => actions.setPixelSize(id, amount === 0 ? null : amount / 4),
  ({ actions }, id, amount) => actions.setChannelDisplay(id, 0, { range: [amount, 100] }),
  ({ actions }, id, amount) => actions.setChannelDisplay(id, 0, { isVisible: amount % 2 === 0 }),
  ({ actions }, id) => actions.autoContrast(id),
  ({ actions }, _, amount) => actions.setOverlay({ opacity: amount / 10 }),
  ({ actions }, _, amount) => actions.setOverlay({ style: amount % 2 ? 'filled' : 'outline' }),
  ({ actions }, id, amount) => actions.setChannelInput(id, { invert: amount % 2 === 0 }),
  ({ actions }, id) => actions.copyInputToAll(id),
  ({ actions, getState }, _, amount) => {
    const { models } = getState();
    actions.chooseModel(models[amount % models.length]?.id ?? '');
  },
  ({ actions }, _, amount) => actions.setRunOptions({ scale: 0.5 + amount / 5 }),
  ({ actions }, _, amount) => actions.setRunOptions({ averageSymmetries: amount % 2 === 0 }),
  ({ actions }, _, amount) => actions.setRectangle({ x: amount % 4, y: 0, width: 3, height: 2 }),
  ({ actions }, _, amount) => actions.changeRecipe({ iterations: 100 + amount }),
  ({ actions }, _, amount) => actions.changeRecipe({ decay: amount % 2 ? 'none' : 'cosine' }),
  ({ actions }, _, amount) => actions.choosePreset(amount % 2 ? 'fine-tuning' : 'from-scratch'),
  ({ actions }, _, amount) => actions.chooseStart(amount % 2 ? 'model' : 'scratch'),
  ({ actions }, id, amount) => actions.setImageRole(id, amount % 2 ? 'training' : 'unused'),
  ({ dot }, id, amount) => dot(id, amount % 8, amount % 4),
  ({ actions }, id) => actions.clearAnnotation(id),
  async ({ actions, getState, settled }, id, amount) => {
    await settled();
    const labels = getState().results[id]?.objects.columns[0]?.values ?? [];
    const label = labels[amount % Math.max(1, labels.length)];
    if (label === undefined) return;
    actions.selectObjects(id, new Set([label]));
    await actions.deleteSelection(id);
  },
  ({ actions }, id) => actions.closeImage(id),
  async ({ actions, getState }, id) => {
    await actions.closeImage(id);
    await actions.dismissNotice(getState().notices.at(-1)?.id ?? '');
  },
];
