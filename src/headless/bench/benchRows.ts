import type { UnetSpec } from '#domain/model/modelCard.ts';
import { tileCost } from '#domain/unet/tileCost.ts';
import { outputEdge } from '#domain/unet/validShape.ts';
import { type EngineName, TFJS_ON_WASM } from './page/engineName.ts';

/** A row of `bench.json`. */
export interface BenchRow {
  readonly engine: EngineName;
  readonly backend: 'webgpu' | 'wasm';
  /** Workers of our engine, threads of onnxruntime-web. */
  readonly workers: number;
  readonly task: 'inference' | 'training';
  readonly network: { readonly depth: number; readonly baseFeatures: number };
  /** Edges in px. */
  readonly tile: readonly [input: number, output: number];
  readonly msPerTile: number;
  readonly gflops: number;
  /** Of the output. */
  readonly megapixelsPerSecond: number;
  /**
   * Time against onnxruntime-web on the same backend with as many workers; of training, against
   * plain tfjs. `null` without it.
   */
  readonly ratio: number | null;
}

/** What was measured. */
export interface Measurement {
  readonly engine: EngineName;
  readonly backend: 'webgpu' | 'wasm';
  readonly workers: number;
  readonly task: 'inference' | 'training';
  readonly spec: UnetSpec;
  readonly inputEdge: number;
  /** Milliseconds per tile of each round. */
  readonly roundsMs: readonly number[];
}

/** Forward, and twice as much for the gradients by inputs and by weights. */
const PASSES_OF_A_STEP = 3;

/** Whether the others of its task are compared with it. */
function isReference({ engine, task }: Measurement): boolean {
  return task === 'inference'
    ? engine === 'onnxruntime-web'
    : engine === 'tfjs' || engine === TFJS_ON_WASM;
}

/** Rows with their figures from the median round. */
export function benchRows(measurements: readonly Measurement[]): readonly BenchRow[] {
  return measurements.map((measured) => {
    const { engine, backend, workers, task, spec, inputEdge } = measured;
    const msPerTile = median(measured.roundsMs);
    const edge = outputEdge(inputEdge, spec.depth);
    const passes = task === 'training' ? PASSES_OF_A_STEP : 1;
    const rival = measurements.find(
      (other) =>
        other.task === task &&
        isReference(other) &&
        other.backend === backend &&
        other.workers === workers &&
        other.inputEdge === inputEdge &&
        other.spec.baseFeatures === spec.baseFeatures,
    );
    return {
      engine,
      backend,
      workers,
      task,
      network: { depth: spec.depth, baseFeatures: spec.baseFeatures },
      tile: [inputEdge, edge],
      msPerTile,
      gflops: (passes * tileCost(spec, inputEdge, inputEdge).flops) / msPerTile / 1e6,
      megapixelsPerSecond: edge ** 2 / msPerTile / 1e3,
      ratio: rival ? msPerTile / median(rival.roundsMs) : null,
    };
  });
}

/** The rows as a Markdown table; the rival is onnxruntime-web, of training plain tfjs. */
export function benchTable(rows: readonly BenchRow[]): string {
  return [
    '| task | engine | backend | workers | network (depth × features) | tile in → out px | ms/tile | GFLOPS | Mpx/s | time ÷ rival |',
    '|---|---|---|---|---|---|---|---|---|---|',
    ...rows.map((row) =>
      [
        '',
        row.task,
        row.engine,
        row.backend,
        row.workers,
        `${row.network.depth} × ${row.network.baseFeatures}`,
        row.tile.join(' → '),
        rounded(row.msPerTile),
        rounded(row.gflops),
        rounded(row.megapixelsPerSecond),
        row.ratio?.toFixed(2) ?? '–',
        '',
      ]
        .join(' | ')
        .trim(),
    ),
  ].join('\n');
}

/** Three significant digits without an exponent. */
function rounded(value: number): string {
  return value.toLocaleString('en', { maximumSignificantDigits: 3, useGrouping: false });
}

function median(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b);
  const middle = sorted.length >> 1;
  const upper = sorted[middle] ?? Number.NaN;
  return sorted.length % 2 === 1 ? upper : ((sorted[middle - 1] ?? Number.NaN) + upper) / 2;
}
