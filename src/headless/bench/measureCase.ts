import { availableParallelism } from 'node:os';
import type { Page } from 'playwright-core';
import type { Measurement } from './benchRows.ts';
import type { OpenBenchPage } from './openBenchPage.ts';
import { type EngineName, TFJS_ON_WASM } from './page/engineName.ts';
import type { BenchPage } from './page/main.ts';
import type { BenchCase } from './planCases.ts';

/** As many as our engine takes at most. */
const MAX_WORKERS = 8;

declare const window: { readonly bench: BenchPage };

interface Contestant {
  readonly id: string;
  readonly engine: EngineName;
  readonly workers: number;
}

function contestants({ backend, task }: BenchCase): readonly Contestant[] {
  if (task === 'training') {
    const rival = backend === 'wasm' ? TFJS_ON_WASM : 'tfjs';
    return (['cellpane', rival] as const).map((engine) => ({ engine, workers: 1, id: engine }));
  }
  const counts = backend === 'webgpu' ? [1] : [1, Math.min(MAX_WORKERS, availableParallelism())];
  const pairs = [...new Set(counts)].flatMap((workers) =>
    (['cellpane', 'onnxruntime-web'] as const).map((engine) => ({ engine, workers })),
  );
  const all = [...pairs, { engine: 'tfjs', workers: 1 } as const];
  return all.map((entry) => ({ ...entry, id: `${entry.engine} ${entry.workers}` }));
}

/** Timed rounds of every engine, and how far their results lie apart. */
export interface MeasuredCase {
  readonly measurements: readonly Measurement[];
  /** Between any engine and the first. */
  readonly largestDifference: number;
}

interface Entry {
  readonly contestant: Contestant;
  readonly roundsMs: number[];
}

/**
 * Times all engines in turn, round by round, so that a busy machine slows all of them alike. The
 * paper's network is too large for all to be in memory at once: there one follows the other.
 */
export async function measureCase(opened: OpenBenchPage, one: BenchCase): Promise<MeasuredCase> {
  const entries: Entry[] = contestants(one).map((contestant) => ({ contestant, roundsMs: [] }));
  console.error(`${one.task}, ${one.network.name}, ${one.edge} px tile, ${one.backend}:`);
  const groups = one.isInterleaved ? [entries] : entries.map((entry) => [entry]);
  for (const group of groups) await measureGroup(opened, one, group);
  const differences = await Promise.all(
    entries.map((entry) => difference(opened.page, entry.contestant.id, entries[0]?.contestant.id)),
  );
  return {
    measurements: entries.map(({ contestant: { engine, workers }, roundsMs }) => ({
      engine,
      workers,
      task: one.task,
      backend: one.backend,
      spec: one.network.spec,
      inputEdge: one.edge,
      roundsMs,
    })),
    largestDifference: Math.max(...differences),
  };
}

async function measureGroup(
  opened: OpenBenchPage,
  one: BenchCase,
  group: readonly Entry[],
): Promise<void> {
  for (const { contestant } of group) await start(opened, one, contestant);
  for (let round = 0; round < one.rounds; round++) {
    for (const { contestant, roundsMs } of group) {
      const lanes = contestant.engine === 'cellpane' ? contestant.workers : 1;
      roundsMs.push(await time(opened.page, contestant.id, one.tilesPerLane * lanes));
    }
  }
  for (const { contestant } of group) await stop(opened.page, contestant.id);
}

async function start(opened: OpenBenchPage, one: BenchCase, contestant: Contestant): Promise<void> {
  const { id, engine, workers } = contestant;
  const request = {
    task: one.task,
    backend: one.backend,
    threads: workers,
    edge: one.edge,
    ...opened.addressesOf(one.network, one.edge),
  };
  const { adapter } = await opened.page.evaluate(
    (wanted) => window.bench.add(wanted.id, wanted.engine, wanted.request),
    { id, engine, request },
  );
  console.error(`  ${id}: ${adapter}`);
}

function time(page: Page, id: string, tileCount: number): Promise<number> {
  return page.evaluate((wanted) => window.bench.time(wanted.id, wanted.tileCount), {
    id,
    tileCount,
  });
}

function difference(page: Page, id: string, otherId = id): Promise<number> {
  return page.evaluate((ids) => window.bench.difference(ids.id, ids.otherId), { id, otherId });
}

function stop(page: Page, id: string): Promise<void> {
  return page.evaluate((wanted) => window.bench.remove(wanted), id);
}
