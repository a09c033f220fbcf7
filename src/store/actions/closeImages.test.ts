import { describe, expect, it, vi } from 'vitest';
import { createAppStore } from '#store/appStore.ts';
import { fakeServices } from '#testing/fakeServices.ts';
import { openPage } from '#testing/projectPage.ts';

describe('a closed image', () => {
  it('is gone for good once its notice has gone', async () => {
    const page = await openPage();
    await page.open('a.png', 'b.png');
    await page.saved();
    await page.actions.closeImage(page.ids()[0] ?? '');
    await page.saved();
    expect(await page.backend.facts.all('projectImages')).toHaveLength(2);
    await page.actions.dismissNotice(page.getState().notices.at(-1)?.id ?? '');
    await page.saved();
    expect(await page.backend.facts.all('projectImages')).toHaveLength(1);
    const later = await openPage(page.backend);
    expect(later.getState().images.map(({ name }) => name)).toEqual(['b.png']);
  });

  it('comes back also where it was not read yet, or its pixels are missing', async () => {
    const page = await openPage();
    await page.open('a.png', 'b.png');
    const [a = '', b = ''] = page.ids();
    await page.dot(a, 1, 1);
    await page.dot(b, 1, 1);
    await page.saved();
    await page.backend.facts.commit({
      remove: {
        projectSources: (await page.backend.facts.all('projectSources'))
          .map(({ id }) => id)
          .filter((id) => id.includes(b)),
      },
    });
    const { services, control } = fakeServices(page.backend);
    const store = createAppStore(services);
    control.decodeGate.isClosed = true;
    await store.actions.startUp({ modelId: null, sampleId: null });
    const statuses = () => store.getState().images.map(({ status }) => status);
    expect(statuses()).toEqual(['loading', 'missing']);
    await store.actions.closeAll();
    expect(statuses()).toEqual([]);
    const undone = store.actions.takeNoticeAction(store.getState().notices.at(-1)?.id ?? '');
    control.decodeGate.isClosed = false;
    while (control.decodeGate.waiting.length > 0) control.decodeGate.release();
    await undone;
    await vi.waitFor(() => expect(statuses()).toEqual(['ready', 'missing']));
    expect(store.getState().annotations[a]?.state.annotatedPixels).toBe(1);
    expect(store.getState().alerts).toEqual([]);
  });

  it('does not come back with the page when the tab ends before', async () => {
    const page = await openPage();
    await page.open('a.png', 'b.png');
    await page.saved();
    await page.actions.closeImage(page.ids()[0] ?? '');
    await page.saved();
    const later = await openPage(page.backend);
    expect(later.getState().images.map(({ name }) => name)).toEqual(['b.png']);
  });
});
