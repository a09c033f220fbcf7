import { AppError } from '#lib/errors.ts';
import { createRandom } from '#lib/random.ts';
import type { CompetitorStart } from './competitorApi.ts';
import { type Competitor, startCompetitor } from './competitors.ts';
import type { EngineName } from './engineName.ts';

/** What the bench page offers to the command that drives it, as `window.bench`. */
export interface BenchPage {
  /** Starts an engine and runs one tile to warm it up. */
  readonly add: (
    id: string,
    engine: EngineName,
    start: CompetitorStart,
  ) => Promise<{ readonly adapter: string; readonly lanes: number }>;
  /** Milliseconds per tile while `tileCount` tiles go through all lanes. */
  readonly time: (id: string, tileCount: number) => Promise<number>;
  /**
   * Largest difference between the latest results of two engines, after as many tiles each: all
   * tiles are the same.
   */
  readonly difference: (id: string, otherId: string) => number;
  readonly remove: (id: string) => void;
}

interface Entry {
  readonly competitor: Competitor;
  readonly edge: number;
}

const entries = new Map<string, Entry>();
/** Of the latest tile; kept when an engine is removed, replaced by the next one of the same name. */
const results = new Map<string, Float32Array>();

function entryOf(id: string): Entry {
  const entry = entries.get(id);
  if (!entry) throw new AppError('internal', `There is no engine ${id}.`);
  return entry;
}

/** A seeded pattern of blobs with noise in −1…1, so that probabilities are neither 0 nor 1 throughout. */
function testTile(edge: number): Float32Array<ArrayBuffer> {
  const random = createRandom(1);
  return Float32Array.from({ length: edge * edge }, (_, i) => {
    const wave = Math.sin((i % edge) / 5) * Math.cos(Math.floor(i / edge) / 6);
    return Math.max(-1, Math.min(1, 0.8 * wave + 0.1 * random.normal()));
  });
}

const page: BenchPage = {
  add: async (id, engine, start) => {
    const competitor = await startCompetitor(engine, start);
    const [result = new Float32Array()] = await Promise.all(
      Array.from({ length: competitor.lanes }, (_, lane) =>
        competitor.run(lane, testTile(start.edge)),
      ),
    );
    entries.set(id, { competitor, edge: start.edge });
    results.set(id, result);
    return { adapter: competitor.adapter, lanes: competitor.lanes };
  },

  time: async (id, tileCount) => {
    const { competitor, edge } = entryOf(id);
    const tiles = Array.from({ length: tileCount }, () => testTile(edge));
    const startMs = performance.now();
    const runLane = async (lane: number) => {
      for (let tile = tiles.pop(); tile; tile = tiles.pop()) {
        results.set(id, await competitor.run(lane, tile));
      }
    };
    await Promise.all(Array.from({ length: competitor.lanes }, (_, lane) => runLane(lane)));
    return (performance.now() - startMs) / tileCount;
  },

  difference: (id, otherId) => {
    const a = results.get(id);
    const b = results.get(otherId);
    if (!a || !b || a.length === 0 || a.length !== b.length) return Number.POSITIVE_INFINITY;
    return a.reduce(
      (largest, value, i) => Math.max(largest, Math.abs(value - (b[i] as number))),
      0,
    );
  },

  remove: (id) => {
    entryOf(id).competitor.stop();
    entries.delete(id);
  },
};

Object.assign(window, { bench: page });
