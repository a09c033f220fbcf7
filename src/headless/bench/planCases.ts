import type { BenchArguments } from '#headless/cli/benchArguments.ts';
import type { BenchNetwork } from './benchNetworks.ts';

/** One network on one tile size on one backend, by all engines. */
export interface BenchCase {
  readonly network: BenchNetwork;
  readonly edge: number;
  readonly backend: 'webgpu' | 'wasm';
  readonly rounds: number;
  readonly tilesPerLane: number;
  /** Rounds of all engines in turn; else one engine after the other, to save memory. */
  readonly isInterleaved: boolean;
}

type Timing = Omit<BenchCase, 'network' | 'edge'>;

const WASM: Timing = { backend: 'wasm', rounds: 5, tilesPerLane: 2, isInterleaved: true };
const GPU: Timing = { backend: 'webgpu', rounds: 9, tilesPerLane: 8, isInterleaved: true };
const SOFTWARE_GPU: Timing = { backend: 'webgpu', rounds: 1, tilesPerLane: 1, isInterleaved: true };

/**
 * What is measured, the smallest first.
 *
 * @param networks the shipped one; then, unless it has to be quick, the paper's
 * @param isSoftware WebGPU would run in software: then it is measured only when asked for, on the
 *   smallest tile
 */
export function planCases(
  { isQuick, backend }: BenchArguments,
  networks: readonly BenchNetwork[],
  isSoftware: boolean,
): readonly BenchCase[] {
  const [small, large] = networks;
  if (!small) return [];
  const cases: BenchCase[] = [];
  const add = (network: BenchNetwork, edge: number, timing: Timing) =>
    cases.push({ network, edge, ...timing });
  if (backend !== 'webgpu') {
    const timing = { ...WASM, rounds: isQuick ? 5 : 9 };
    add(small, 316, timing);
    if (large) {
      add(small, 572, timing);
      add(large, 572, { ...WASM, rounds: 3, tilesPerLane: 1, isInterleaved: false });
    }
  }
  if (backend === 'webgpu' && isSoftware) add(small, 188, SOFTWARE_GPU);
  if (backend !== 'wasm' && !isSoftware) {
    add(small, 572, GPU);
    if (large) add(large, 572, GPU);
  }
  return cases;
}
