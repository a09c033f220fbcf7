import { describe, expect, it } from 'vitest';
import { AppError } from '#lib/errors.ts';
import { createAppStore } from '#store/appStore.ts';
import { fakeServices } from '#testing/fakeServices.ts';

async function preparedStore() {
  const { services, control } = fakeServices();
  const store = createAppStore(services);
  await store.actions.startUp({ modelId: null, sampleId: null });
  await store.actions.prepareOffline();
  return { store, fake: control.offline };
}

describe('work without a network', () => {
  it('shows how the page fares, from the start and after each change', async () => {
    const { store, fake } = await preparedStore();
    expect(store.getState().offline.state).toBe('ready');
    fake.change({ hasUpdate: true });
    expect(store.getState().offline.hasUpdate).toBe(true);
  });

  it('shows a download until it is done', async () => {
    const { store, fake } = await preparedStore();
    const stored = store.actions.setModelOffline('em-membranes', true);
    fake.download?.onProgress(0.25);
    expect(store.getState().modelDownloads).toEqual({ 'em-membranes': 0.25 });
    fake.download?.finish();
    await stored;
    expect(store.getState().modelDownloads).toEqual({});
    expect(store.getState().alerts).toEqual([]);
  });

  it('tells of a download that broke off', async () => {
    const { store, fake } = await preparedStore();
    const stored = store.actions.setModelOffline('em-membranes', true);
    fake.download?.fail(new AppError('not-found', 'The connection broke off.'));
    await stored;
    expect(store.getState().modelDownloads).toEqual({});
    expect(store.getState().alerts).toEqual([
      expect.objectContaining({ code: 'not-found', message: 'The connection broke off.' }),
    ]);
  });

  it('a switch that is turned off stops the download without a word', async () => {
    const { store, fake } = await preparedStore();
    const stored = store.actions.setModelOffline('em-membranes', true);
    const { download } = fake;
    download?.signal.addEventListener('abort', () =>
      download.fail(new AppError('cancelled', 'The download was cancelled.')),
    );
    await store.actions.setModelOffline('em-membranes', false);
    await stored;
    expect(store.getState().modelDownloads).toEqual({});
    expect(store.getState().alerts).toEqual([]);
    expect(fake.log).toContain('remove em-membranes');
  });

  it('a new version is taken when asked for, but not while closing would lose something', async () => {
    const { store, fake } = await preparedStore();
    store.setState({ job: {} as never });
    await store.actions.updatePage();
    expect(fake.log).not.toContain('update');
    store.setState({ job: null });
    await store.actions.updatePage();
    expect(fake.log).toContain('update');
  });
});
