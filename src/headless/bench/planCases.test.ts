import { describe, expect, it } from 'vitest';
import type { BenchNetwork } from './benchNetworks.ts';
import { planCases } from './planCases.ts';

function network(name: string, baseFeatures: number): BenchNetwork {
  const spec = { depth: 4, baseFeatures, inputChannels: 1, classCount: 2 };
  return { name, folder: name, spec, weights: new Float32Array() };
}

const small = network('nuclei', 16);
const paper = network('paper', 64);
const anything = { task: 'all', outFile: 'bench.json' } as const;

describe('planCases', () => {
  it('never times a software GPU unless that is asked for', () => {
    const all = planCases({ isQuick: false, backend: 'auto', ...anything }, [small, paper], true);
    expect(all.map((one) => one.backend)).toEqual(['wasm', 'wasm', 'wasm', 'wasm']);
    const asked = planCases({ isQuick: true, backend: 'webgpu', ...anything }, [small], true);
    expect(asked).toMatchObject([{ backend: 'webgpu', edge: 188, rounds: 1 }]);
  });

  it('times both backends where there is a real GPU', () => {
    const all = planCases({ isQuick: true, backend: 'auto', ...anything }, [small], false);
    expect(all.map((one) => `${one.task} ${one.backend}`)).toEqual([
      'inference wasm',
      'inference webgpu',
      'training wasm',
      'training webgpu',
    ]);
  });

  it('times training on a software GPU only where there is no hurry', () => {
    const wish = { ...anything, backend: 'webgpu' } as const;
    const tasks = (isQuick: boolean) =>
      planCases({ ...wish, isQuick }, [small], true).map((one) => one.task);
    expect(tasks(true)).toEqual(['inference']);
    expect(tasks(false)).toEqual(['inference', 'training']);
  });

  it('lets the engines take turns except where they would not fit into memory together', () => {
    const all = planCases({ isQuick: false, backend: 'wasm', ...anything }, [small, paper], true);
    expect(all.map((one) => [one.network.name, one.isInterleaved])).toEqual([
      ['nuclei', true],
      ['nuclei', true],
      ['paper', false],
      ['nuclei', true],
    ]);
  });
});
