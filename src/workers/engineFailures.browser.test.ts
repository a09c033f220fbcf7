import { describe, expect, it } from 'vitest';
import type { Rectangle } from '#domain/image/rectangle.ts';
import type { BackendName } from '#domain/model/engineInfo.ts';
import { fakeEngine } from '#testing/fakeEngine.ts';
import type { Client } from '#workers/contract.ts';
import { EnginePool } from '#workers/enginePool.ts';
import type { PredictRequest } from '#workers/engineService.ts';
import type { ImageApi } from '#workers/imageApi.ts';
import { modelAt } from '#workers/modelSource.ts';
import { predictImage } from '#workers/predictImage.ts';

const EDGE = 1200;

/** An image whose map only remembers how often each pixel was written. */
function fakeImage() {
  const written = new Uint8Array(EDGE * EDGE);
  const state = { kept: null as boolean | null };
  const client = {
    beginPrediction: async () => ({
      width: EDGE,
      height: EDGE,
      region: { x: 0, y: 0, width: EDGE, height: EDGE },
    }),
    readWindow: async ({ window }: { window: Rectangle }) =>
      new Float32Array(window.width * window.height),
    writeWindow: async ({ window }: { window: Rectangle }) => {
      for (let y = window.y; y < window.y + window.height; y++) {
        written.fill(1, y * EDGE + window.x, y * EDGE + window.x + window.width);
      }
      return window;
    },
    endPrediction: async ({ keep }: { keep: boolean }) => {
      state.kept = keep;
      return null;
    },
  } as unknown as Client<ImageApi>;
  return { client, state, isFilled: () => written.every((count) => count === 1) };
}

const request: PredictRequest = {
  imageId: 'image',
  modelId: 'model',
  input: {
    channels: [0],
    invert: false,
    normalization: { kind: 'percentile', lowPercent: 0, highPercent: 100, outputRange: [0, 1] },
    scale: 1,
  },
  region: null,
  averageSymmetries: false,
  signal: new AbortController().signal,
  onProgress: () => {},
  onTile: () => {},
};

function run(
  engine: ReturnType<typeof fakeEngine>,
  image: ReturnType<typeof fakeImage>,
  choice: BackendName = 'webgpu',
) {
  const pool = new EnginePool({
    choice,
    tileEdge: null,
    maxWorkers: null,
    spawn: engine.spawn,
  });
  return predictImage({ pool, image: image.client, findModel: modelAt }, request);
}

describe('an engine that fails', () => {
  it('gets smaller tiles when memory runs out, until they fit', async () => {
    const engine = fakeEngine({ tile: (edge) => (edge > 400 ? 'out-of-memory' : null) });
    const image = fakeImage();
    const report = await run(engine, image);
    expect(Math.max(...engine.edges)).toBeLessThanOrEqual(400);
    expect(report.tileCount).toBe(engine.edges.length);
    expect(image.isFilled()).toBe(true);
    expect(image.state.kept).toBe(true);
  });

  it('gives up with `out-of-memory` when the smallest tile does not fit either', async () => {
    const image = fakeImage();
    const failing = run(fakeEngine({ tile: () => 'out-of-memory' }), image);
    await expect(failing).rejects.toMatchObject({ code: 'out-of-memory' });
    expect(image.state.kept).toBe(false);
  });

  it.each(['wrong-result', 'device-lost', 'timeout'] as const)(
    'is started anew after `%s`, and the finished tiles are not done twice',
    async (code) => {
      let failures = 0;
      let calls = 0;
      const engine = fakeEngine({ tile: () => (++calls === 3 && failures++ === 0 ? code : null) });
      const image = fakeImage();
      const report = await run(engine, image);
      expect(engine.started).toEqual(['webgpu', 'webgpu']);
      expect(report.backend).toBe('webgpu');
      expect(image.isFilled()).toBe(true);
    },
  );

  it('is tried once more on the same backend when it dies while it starts', async () => {
    const engine = fakeEngine({
      start: (startCount) => (startCount === 1 ? 'worker-died' : null),
    });
    const image = fakeImage();
    const report = await run(engine, image);
    expect(engine.started).toEqual(['webgpu', 'webgpu']);
    expect(report.backend).toBe('webgpu');
    expect(image.isFilled()).toBe(true);
  });

  it('hands over to WebAssembly when the GPU fails a third time', async () => {
    const engine = fakeEngine({
      tile: (_, backend) => (backend === 'webgpu' ? 'device-lost' : null),
    });
    const image = fakeImage();
    const report = await run(engine, image);
    expect(engine.started.filter((backend) => backend === 'webgpu')).toHaveLength(3);
    expect(report.backend).toBe('wasm');
    expect(image.isFilled()).toBe(true);
  });

  it('hands over as well when the GPU fails while the model is loaded', async () => {
    const engine = fakeEngine({
      load: (backend) => (backend === 'webgpu' ? 'device-lost' : null),
    });
    const image = fakeImage();
    const report = await run(engine, image);
    expect(engine.started.filter((backend) => backend === 'webgpu')).toHaveLength(3);
    expect(report.backend).toBe('wasm');
    expect(image.isFilled()).toBe(true);
  });

  it('stops with the reason when no engine can load the model', async () => {
    const failing = run(fakeEngine({ load: () => 'worker-died' }), fakeImage());
    await expect(failing).rejects.toMatchObject({ code: 'worker-died' });
  });

  it('stops with the reason when WebAssembly keeps failing too, and keeps no half map', async () => {
    const image = fakeImage();
    const failing = run(fakeEngine({ tile: () => 'worker-died' }), image);
    await expect(failing).rejects.toMatchObject({ code: 'worker-died' });
    expect(image.state.kept).toBe(false);
  });

  it('stays on plain JavaScript when that fails: no GPU is behind it to hand over from', async () => {
    const engine = fakeEngine({ tile: () => 'timeout' });
    const failing = run(engine, fakeImage(), 'cpu');
    await expect(failing).rejects.toMatchObject({ code: 'timeout' });
    expect(engine.started).toEqual(['cpu', 'cpu', 'cpu']);
  });
});
