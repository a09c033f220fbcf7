import { describe, expect, it } from 'vitest';
import type { BenchNetwork } from './benchNetworks.ts';
import { planCases } from './planCases.ts';

function network(name: string, baseFeatures: number): BenchNetwork {
  const spec = { depth: 4, baseFeatures, inputChannels: 1, classCount: 2 };
  return { name, folder: name, spec, weights: new Float32Array() };
}

const small = network('nuclei', 16);
const paper = network('paper', 64);
const outFile = 'bench.json';

describe('planCases', () => {
  it('never times a software GPU unless that is asked for', () => {
    const all = planCases({ isQuick: false, backend: 'auto', outFile }, [small, paper], true);
    expect(all.map((one) => one.backend)).toEqual(['wasm', 'wasm', 'wasm']);
    const asked = planCases({ isQuick: true, backend: 'webgpu', outFile }, [small], true);
    expect(asked).toMatchObject([{ backend: 'webgpu', edge: 188, rounds: 1 }]);
  });

  it('times both backends where there is a real GPU', () => {
    const all = planCases({ isQuick: true, backend: 'auto', outFile }, [small], false);
    expect(all.map((one) => one.backend)).toEqual(['wasm', 'webgpu']);
  });

  it('lets the engines take turns except where they would not fit into memory together', () => {
    const all = planCases({ isQuick: false, backend: 'wasm', outFile }, [small, paper], true);
    expect(all.map((one) => [one.network.name, one.isInterleaved])).toEqual([
      ['nuclei', true],
      ['nuclei', true],
      ['paper', false],
    ]);
  });
});
