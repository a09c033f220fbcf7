import { describe, expect, it } from 'vitest';
import { benchRows, benchTable, type Measurement } from './benchRows.ts';

const base = {
  backend: 'wasm',
  workers: 1,
  task: 'inference',
  spec: { depth: 4, baseFeatures: 16, inputChannels: 1, classCount: 2 },
  inputEdge: 316,
} as const;

const measurements: readonly Measurement[] = [
  { ...base, engine: 'cellpane', roundsMs: [100, 900, 110] },
  { ...base, engine: 'onnxruntime-web', roundsMs: [200, 240] },
  { ...base, engine: 'onnxruntime-web', workers: 2, roundsMs: [50] },
  { ...base, engine: 'cellpane', backend: 'webgpu', roundsMs: [10] },
];

describe('benchRows', () => {
  it('takes the median round and relates it to the same work in onnxruntime-web', () => {
    const [own, rival, two, gpu] = benchRows(measurements);
    expect(own).toMatchObject({ msPerTile: 110, ratio: 0.5, tile: [316, 132], task: 'inference' });
    expect(rival).toMatchObject({ msPerTile: 220, ratio: 1 });
    expect(two?.ratio).toBe(1);
    expect(gpu?.ratio).toBeNull();
  });

  it('counts work by the network: 3.792 GFLOP for this tile', () => {
    const [own] = benchRows(measurements);
    expect(own?.gflops).toBeCloseTo(3.792 / 0.11, 1);
    expect(own?.megapixelsPerSecond).toBeCloseTo((132 * 132) / 1e6 / 0.11, 6);
  });

  it('relates training to plain tfjs, at three times the work of inference', () => {
    const step = { ...base, task: 'training' } as const;
    const [own, plain] = benchRows([
      { ...step, engine: 'cellpane', roundsMs: [300] },
      { ...step, engine: 'tfjs + plain Conv2DBackpropFilter', roundsMs: [1200] },
      ...measurements,
    ]);
    expect(own).toMatchObject({ task: 'training', ratio: 0.25 });
    expect(own?.gflops).toBeCloseTo((3 * 3.792) / 0.3, 1);
    expect(plain?.ratio).toBe(1);
  });

  it('prints one line per row', () => {
    const lines = benchTable(benchRows(measurements)).split('\n');
    expect(lines).toHaveLength(6);
    expect(lines[2]).toBe(
      '| inference | cellpane | wasm | 1 | 4 × 16 | 316 → 132 | 110 | 34.5 | 0.158 | 0.50 |',
    );
  });
});
