import { expect, it } from 'vitest';
import { createAppStore } from '#store/appStore.ts';
import { fakeServices } from '#testing/fakeServices.ts';
import type { EngineStatus } from '#workers/engineService.ts';

const ready = (backend: 'webgpu' | 'wasm', fallbackReason = ''): EngineStatus => ({
  state: 'ready',
  backend,
  adapter: 'test',
  isSoftware: false,
  workerCount: 1,
  fallbackReason,
});

it('alerts once when a slower backend takes over from a GPU that ran', () => {
  const { services, control } = fakeServices();
  const store = createAppStore(services);
  control.setEngine(ready('webgpu'));
  expect(store.getState().alerts).toEqual([]);
  control.setEngine({ ...ready('webgpu'), state: 'starting' });
  control.setEngine(ready('wasm', 'The graphics card failed again and again.'));
  control.setEngine(ready('wasm', 'The graphics card failed again and again.'));
  expect(store.getState().alerts).toMatchObject([
    { code: 'device-lost', message: 'The graphics card failed again and again.' },
  ]);
});

it('says nothing when the first start takes the slower backend', () => {
  const { services, control } = fakeServices();
  const store = createAppStore(services);
  control.setEngine(ready('wasm', 'This browser has no WebGPU.'));
  expect(store.getState().alerts).toEqual([]);
  expect(store.getState().engine.backend).toBe('wasm');
});
