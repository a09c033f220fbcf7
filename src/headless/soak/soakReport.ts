import type { MemoryReading } from './memoryProbe.ts';
import { type FlatLimits, memoryTrend } from './memoryTrend.ts';

/** A reading and what was done by then. */
export interface SoakReading extends MemoryReading {
  /** Images segmented or steps trained. */
  readonly done: number;
  readonly seconds: number;
}

const FIGURES: readonly {
  readonly key: 'heapMib' | 'bufferMib' | 'rendererMib' | 'gpuMib';
  readonly title: string;
  readonly limits: FlatLimits;
}[] = [
  // What the page itself holds must not grow; allocators of whole processes need some air.
  { key: 'heapMib', title: 'JavaScript heaps', limits: { fraction: 0.03, amount: 2 } },
  { key: 'bufferMib', title: 'array buffers', limits: { fraction: 0.03, amount: 2 } },
  { key: 'rendererMib', title: 'renderer processes', limits: { fraction: 0.05, amount: 16 } },
  { key: 'gpuMib', title: 'GPU process', limits: { fraction: 0.05, amount: 16 } },
];

/** The readings as a Markdown table. */
export function readingTable(what: string, readings: readonly SoakReading[]): string {
  const head = `| ${what} | s | ${FIGURES.map(({ title }) => `${title}, MiB`).join(' | ')} | workers |`;
  const rule = `|${'---|'.repeat(FIGURES.length + 3)}`;
  const rows = readings.map((reading) => {
    const figures = FIGURES.map(({ key }) => reading[key].toFixed(1)).join(' | ');
    return `| ${reading.done} | ${reading.seconds.toFixed(0)} | ${figures} | ${reading.workerCount} |`;
  });
  return [head, rule, ...rows].join('\n');
}

/** One line per figure that tells its growth over the second half, and whether all are flat. */
export function verdict(readings: readonly SoakReading[]): {
  readonly lines: readonly string[];
  readonly isFlat: boolean;
} {
  const trends = FIGURES.map(({ key, title, limits }) => ({
    title,
    ...memoryTrend(
      readings.map((reading) => reading[key]),
      limits,
    ),
  }));
  return {
    lines: trends.map(
      ({ title, level, growth, isFlat }) =>
        `${isFlat ? 'flat    ' : 'NOT FLAT'} ${title}: ${level.toFixed(1)} MiB, ${growth >= 0 ? '+' : ''}${growth.toFixed(1)} MiB over the second half`,
    ),
    isFlat: trends.every(({ isFlat }) => isFlat),
  };
}
