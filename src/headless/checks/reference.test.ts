import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import {
  INTENSITY_COLUMNS,
  MICROMETRE_COLUMNS,
  SHAPE_COLUMNS,
} from '#domain/measurement/columns.ts';
import { SAMPLES } from '#domain/simulation/sampleList.ts';
import { BENCH_USAGE } from '#headless/cli/benchArguments.ts';
import { EVALUATE_USAGE } from '#headless/cli/evaluateArguments.ts';
import { SEGMENT_USAGE } from '#headless/cli/segmentArguments.ts';
import { SOAK_USAGE } from '#headless/cli/soakArguments.ts';
import { TRAIN_USAGE } from '#headless/cli/trainArguments.ts';
import { MODEL_CARDS } from '#headless/modelCards.ts';

const lines = readFileSync('docs/reference.md', 'utf8').split('\n');
const COMMANDS = [
  ['segment', SEGMENT_USAGE],
  ['evaluate', EVALUATE_USAGE],
  ['train', TRAIN_USAGE],
  ['bench', BENCH_USAGE],
  ['soak', SOAK_USAGE],
] as const;

/** What stands between backticks in the lines that begin so. */
function wordsOf(...starts: readonly string[]): readonly string[] {
  const rows = lines.filter((line) => starts.some((start) => line.startsWith(start)));
  return rows.flatMap((row) => [...row.matchAll(/`([^`]+)`/g)].map(([, word = '']) => word));
}

describe('the reference', () => {
  it.each(COMMANDS)('lists the options of %s that its usage lists', (name, usage) => {
    const used = [...usage.matchAll(/^ {2}(--[a-z-]+)/gm)].map(([, option]) => option);
    expect(used.length).toBeGreaterThan(0);
    expect(wordsOf(`| \`${name}`).slice(1)).toEqual(used);
  });

  it('lists the columns of objects.csv, all of them and no others', () => {
    const first = lines.findIndex((line) => line.startsWith('## Columns'));
    const rows = lines.slice(first).filter((line) => line.startsWith('| `'));
    const listed = rows
      .map((row) => row.split('|')[1] ?? '')
      .flatMap((cell) => [...cell.matchAll(/`([a-zN_0-9]+)`/g)].map(([, id]) => id));
    const written = [
      ...SHAPE_COLUMNS.map(({ id }) => id),
      ...INTENSITY_COLUMNS.map(({ statistic }) => `intensity_${statistic}_cN`),
      ...MICROMETRE_COLUMNS.map(({ id }) => id),
    ];
    expect(listed.toSorted()).toEqual(written.toSorted());
  });

  it('lists the samples and models that an address can name', () => {
    expect(wordsOf('| `?sample').slice(1)).toEqual(SAMPLES.map(({ id }) => id));
    expect(wordsOf('| `?model').slice(1).toSorted()).toEqual(
      MODEL_CARDS.map(({ id }) => id).toSorted(),
    );
  });
});
