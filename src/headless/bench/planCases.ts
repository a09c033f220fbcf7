import type { BenchArguments } from '#headless/cli/benchArguments.ts';
import type { BenchNetwork } from './benchNetworks.ts';

/** One task of one network on one tile size on one backend, by all engines. */
export interface BenchCase {
  readonly task: 'inference' | 'training';
  readonly network: BenchNetwork;
  readonly edge: number;
  readonly backend: 'webgpu' | 'wasm';
  readonly rounds: number;
  readonly tilesPerLane: number;
  /** Rounds of all engines in turn; else one engine after the other, to save memory. */
  readonly isInterleaved: boolean;
}

type Timing = Omit<BenchCase, 'network' | 'edge' | 'task'>;

const WASM: Timing = { backend: 'wasm', rounds: 5, tilesPerLane: 2, isInterleaved: true };
const GPU: Timing = { backend: 'webgpu', rounds: 9, tilesPerLane: 8, isInterleaved: true };
const SOFTWARE_GPU: Timing = { backend: 'webgpu', rounds: 1, tilesPerLane: 1, isInterleaved: true };

const TRAINING_EDGE = 268;
/** The smallest valid tile: tfjs's own gradients take half a minute for it on a software GPU. */
const SOFTWARE_EDGE = 188;

/**
 * What is measured, the smallest first, inference before training.
 *
 * @param networks the shipped one; then, unless it has to be quick, the paper's
 * @param isSoftware WebGPU would run in software: then it is measured only when asked for, on the
 *   smallest tile
 */
export function planCases(
  wish: BenchArguments,
  networks: readonly BenchNetwork[],
  isSoftware: boolean,
): readonly BenchCase[] {
  const [small, large] = networks;
  if (!small) return [];
  return [
    ...(wish.task === 'training' ? [] : inferenceCases(wish, [small, large], isSoftware)),
    ...(wish.task === 'inference' ? [] : trainingCases(wish, small, isSoftware)),
  ];
}

function inferenceCases(
  { isQuick, backend }: BenchArguments,
  [small, large]: readonly [BenchNetwork, BenchNetwork | undefined],
  isSoftware: boolean,
): readonly BenchCase[] {
  const cases: BenchCase[] = [];
  const add = (network: BenchNetwork, edge: number, timing: Timing) =>
    cases.push({ task: 'inference', network, edge, ...timing });
  if (backend !== 'webgpu') {
    const timing = { ...WASM, rounds: isQuick ? 5 : 9 };
    add(small, 316, timing);
    if (large) {
      add(small, 572, timing);
      add(large, 572, { ...WASM, rounds: 3, tilesPerLane: 1, isInterleaved: false });
    }
  }
  if (backend === 'webgpu' && isSoftware) add(small, SOFTWARE_EDGE, SOFTWARE_GPU);
  if (backend !== 'wasm' && !isSoftware) {
    add(small, 572, GPU);
    if (large) add(large, 572, GPU);
  }
  return cases;
}

/** Steps of the shipped network; in software on WebGPU only when there is no hurry. */
function trainingCases(
  { isQuick, backend }: BenchArguments,
  network: BenchNetwork,
  isSoftware: boolean,
): readonly BenchCase[] {
  const cases: BenchCase[] = [];
  const add = (edge: number, timing: Timing) =>
    cases.push({ task: 'training', network, edge, ...timing, tilesPerLane: 1 });
  if (backend !== 'webgpu') add(TRAINING_EDGE, { ...WASM, rounds: isQuick ? 3 : 5 });
  if (backend !== 'wasm' && !isSoftware) add(TRAINING_EDGE, GPU);
  if (backend === 'webgpu' && isSoftware && !isQuick) {
    add(SOFTWARE_EDGE, { ...SOFTWARE_GPU, rounds: 2 });
  }
  return cases;
}
