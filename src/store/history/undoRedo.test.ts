import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { UNANNOTATED } from '#domain/annotation/annotationValues.ts';
import type { AppStore } from '#store/appStore.ts';
import { selectCanStep } from '#store/selectors/historySteps.ts';
import { openHistoryPage, USER_CHANGES } from '#testing/historyPage.ts';

const operation = fc.record({
  index: fc.nat(USER_CHANGES.length - 1),
  isSecond: fc.boolean(),
  amount: fc.nat(9),
});

async function travelFar(
  { actions, getState }: Pick<AppStore, 'actions' | 'getState'>,
  direction: 'undo' | 'redo',
): Promise<void> {
  while (selectCanStep(getState(), direction)) await actions[direction]();
}

describe('one history for everything', () => {
  it('leads back to the start and forth to the end, whatever was done', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(operation, { maxLength: 14 }), async (operations) => {
        const page = await openHistoryPage();
        const start = await page.everything();
        for (const { index, isSecond, amount } of operations) {
          const imageId = isSecond ? page.b : page.a;
          if (!page.getState().images.some(({ id }) => id === imageId)) continue;
          page.actions.selectImage(imageId);
          await USER_CHANGES[index]?.(page, imageId, amount);
        }
        const end = await page.everything();
        await travelFar(page, 'undo');
        expect(await page.everything()).toEqual(start);
        await travelFar(page, 'redo');
        expect(await page.everything()).toEqual(end);
        expect(page.getState().alerts).toEqual([]);
      }),
      { numRuns: 40 },
    );
  }, 240_000);

  it('keeps the order of strokes and settings, and says what comes next', async () => {
    const { actions, a, dot, title, getState } = await openHistoryPage();
    await dot(a, 1, 1);
    actions.updateSettings(a, { threshold: 0.7 });
    await dot(a, 2, 2);
    expect(title('undo')).toBe('brush stroke');
    await actions.undo();
    expect([title('undo'), title('redo')]).toEqual(['threshold', 'brush stroke']);
    await actions.undo();
    expect(getState().tunedSettings[a]?.['nuclei']).toBeUndefined();
    expect([title('undo'), title('redo')]).toEqual(['brush stroke', 'threshold']);
    await actions.redo();
    expect(getState().tunedSettings[a]?.['nuclei']?.threshold).toBe(0.7);
    actions.autoContrast(a);
    expect(title('redo')).not.toBe('threshold');
  });

  it('takes back what was drawn before it was asked for, however late that is answered', async () => {
    const { actions, a, control, dot, services } = await openHistoryPage();
    await dot(a, 1, 0);
    control.annotationGate.isClosed = true;
    const asked = [dot(a, 2, 0), actions.undo(), dot(a, 3, 0), dot(a, 4, 0), actions.undo()];
    asked.push(dot(a, 5, 0));
    const letting = setInterval(() => control.annotationGate.release(), 1);
    await Promise.all(asked);
    clearInterval(letting);
    control.annotationGate.isClosed = false;
    const { labels } = await services.annotation.read({ imageId: a });
    expect([1, 2, 3, 4, 5].filter((x) => labels.data[x] !== 0)).toEqual([1, 3, 5]);
  });

  it('takes back what stood before what was asked for next, whatever that does', async () => {
    const { actions, a, control, dot, services } = await openHistoryPage();
    const drawn = async () => {
      const { labels } = await services.annotation.read({ imageId: a });
      return [1, 2].filter((x) => labels.data[x] !== UNANNOTATED);
    };
    await dot(a, 1, 0);
    control.annotationGate.isClosed = true;
    const asked = [dot(a, 2, 0), actions.undo(), actions.clearAnnotation(a)];
    const letting = setInterval(() => control.annotationGate.release(), 1);
    await Promise.all(asked);
    clearInterval(letting);
    control.annotationGate.isClosed = false;
    expect(await drawn()).toEqual([]);
    await actions.undo();
    expect(await drawn()).toEqual([1]);
  });

  it('shows the image whose step it takes back, and names it before', async () => {
    const { actions, a, b, dot, title, getState } = await openHistoryPage();
    await dot(a, 1, 1);
    actions.selectImage(b);
    actions.showOverlayOf('prediction');
    expect(title('undo')).toBe('brush stroke in a.png');
    await actions.undo();
    expect(getState()).toMatchObject({ currentImageId: a, shownOverlay: 'annotation' });
  });

  it('takes a stroke back that the worker has not answered yet', async () => {
    const { actions, a, dot, control, getState } = await openHistoryPage();
    actions.updateSettings(a, { threshold: 0.7 });
    control.annotationGate.isClosed = true;
    const stroke = dot(a, 1, 1);
    const undone = actions.undo();
    control.annotationGate.isClosed = false;
    while (control.annotationGate.waiting.length > 0) control.annotationGate.release();
    await Promise.all([stroke, undone]);
    expect(getState().annotations[a]?.state.objectCount).toBe(0);
    expect(getState().tunedSettings[a]?.['nuclei']?.threshold).toBe(0.7);
  });

  it('takes as many steps back as were asked for in a row', async () => {
    const { actions, a, getState } = await openHistoryPage();
    actions.autoContrast(a);
    actions.setRunOptions({ averageSymmetries: true });
    actions.setImageRole(a, 'unused');
    await Promise.all([actions.undo(), actions.undo(), actions.undo()]);
    expect(getState().history.past).toEqual([]);
    expect(getState().runOptions.averageSymmetries).toBe(false);
  });
});

describe('drags', () => {
  it('are one step, also where they go on after a pause', async () => {
    const { actions, a, getState, title } = await openHistoryPage();
    actions.holdStep(true);
    for (let threshold = 0.5; threshold < 0.8; threshold += 0.01) {
      actions.updateSettings(a, { threshold });
    }
    actions.holdStep(false);
    actions.holdStep(true);
    for (const white of [90, 80, 70]) actions.setChannelDisplay(a, 0, { range: [0, white] });
    actions.holdStep(false);
    expect(getState().history.past.length).toBe(2);
    await actions.undo();
    expect(title('undo')).toBe('threshold');
    await actions.undo();
    expect(getState().tunedSettings[a]).toEqual({});
  });

  it('leave no step where they end where they began', async () => {
    const { actions, a, getState } = await openHistoryPage();
    actions.updateSettings(a, { threshold: 0.6 });
    actions.holdStep(true);
    for (const threshold of [0.7, 0.65, 0.6]) actions.updateSettings(a, { threshold });
    actions.holdStep(false);
    expect(getState().history.past.length).toBe(1);
  });

  it('are apart from switches: each of those is a step', async () => {
    const { actions, a, getState } = await openHistoryPage();
    for (const fillHoles of [false, true, false]) actions.updateSettings(a, { fillHoles });
    expect(getState().history.past.length).toBeGreaterThanOrEqual(2);
  });
});

describe('steps about what is not here', () => {
  it('come after the closing of their image is undone', async () => {
    const { actions, a, b, dot, title, control } = await openHistoryPage();
    actions.setRunOptions({ scale: 2 });
    await dot(b, 1, 1);
    await actions.exportAnnotation(b);
    await actions.exportResult(b, 'labels-tiff');
    actions.selectImage(a);
    expect(title('undo')).toBe('brush stroke in b.png');
    await actions.closeImage(b);
    expect(title('undo')).toBe('closing of b.png');
    await actions.undo();
    expect([title('undo'), title('redo')]).toEqual(['brush stroke in b.png', 'closing of b.png']);
    expect(control.log.filter((call) => call === 'annotation undo')).toEqual([]);
  });

  it('are passed over where a model is gone', async () => {
    const { actions, services, title, getState } = await openHistoryPage();
    const { models } = getState();
    const [shipped, other] = models.map(({ id }) => id);
    await actions.loadModel([
      new File([await services.models.pack(shipped ?? '', 'tfjs-layers')], 'mine.zip', {
        type: 'application/zip',
      }),
    ]);
    const keptId = getState().chosenModelId ?? '';
    expect(models.map(({ id }) => id)).not.toContain(keptId);
    actions.chooseModel(other ?? '');
    expect(title('undo')).toBe('choice of the model');
    await actions.removeModel(keptId);
    expect(title('undo')).toBe('');
  });

  it('gives a model its former title back', async () => {
    const { actions, services, title, getState } = await openHistoryPage();
    const zip = new File([await services.models.pack('nuclei', 'tfjs-layers')], 'mine.zip');
    await actions.loadModel([zip]);
    const card = () => getState().models.at(-1);
    const former = card()?.title;
    await actions.renameModel(card()?.id ?? '', 'Better');
    expect(title('undo')).toBe('name of a model');
    await actions.undo();
    expect(card()?.title).toBe(former);
    await actions.redo();
    expect(card()?.title).toBe('Better');
  });
});

it('gives the project its former name back, and stores it', async () => {
  const { actions, getState, title, services } = await openHistoryPage();
  const { id, title: former } = getState().project;
  const stored = async () => (await services.projects.list({})).find((one) => one.id === id)?.title;
  await actions.renameProject(id ?? '', 'Better');
  await expect.poll(stored).toBe('Better');
  expect(title('undo')).toBe('name of the project');
  await actions.undo();
  expect(getState().project.title).toBe(former);
  await expect.poll(stored).toBe(former);
});

describe('deleted objects', () => {
  it('come back and go again', async () => {
    const { actions, a, labels, title } = await openHistoryPage();
    const all = labels(a);
    actions.selectObjects(a, new Set([2, 4]));
    await actions.deleteSelection(a);
    const rest = labels(a);
    expect(title('undo')).toBe('deletion of 2 objects');
    await actions.undo();
    expect(labels(a)).toEqual(all);
    await actions.redo();
    expect(labels(a)).toEqual(rest);
  });

  it('are in step with the button that brings them back', async () => {
    const { actions, a, labels, title } = await openHistoryPage();
    actions.selectObjects(a, new Set([2]));
    await actions.deleteSelection(a);
    const rest = labels(a);
    await actions.undoDelete(a);
    expect([title('undo'), title('redo')]).toEqual(['', 'deletion of 1 object']);
    await actions.redo();
    expect(labels(a)).toEqual(rest);
  });
});
