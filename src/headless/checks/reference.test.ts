import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import {
  INTENSITY_COLUMNS,
  MICROMETRE_COLUMNS,
  SHAPE_COLUMNS,
} from '#domain/measurement/columns.ts';
import { measureInstances } from '#domain/measurement/measureInstances.ts';
import { SAMPLES } from '#domain/simulation/sampleList.ts';
import { writeSummaryCsv } from '#formats/batch/summaryCsv.ts';
import { writeEvaluationCsv } from '#formats/table/evaluationCsv.ts';
import { PLACE_COLUMNS } from '#formats/table/objectsCsv.ts';
import { summaryRow } from '#formats/table/summaryCsv.ts';
import { BENCH_USAGE } from '#headless/cli/benchArguments.ts';
import { EVALUATE_USAGE } from '#headless/cli/evaluateArguments.ts';
import { EXPORT_MODEL_USAGE } from '#headless/cli/exportModelArguments.ts';
import { FUZZ_USAGE } from '#headless/cli/fuzzArguments.ts';
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
  ['fuzz', FUZZ_USAGE],
  ['export-model', EXPORT_MODEL_USAGE],
] as const;

/** What stands between backticks in the lines that begin so. */
function wordsOf(...starts: readonly string[]): readonly string[] {
  const rows = lines.filter((line) => starts.some((start) => line.startsWith(start)));
  return rows.flatMap((row) => [...row.matchAll(/`([^`]+)`/g)].map(([, word = '']) => word));
}

/** Columns of a table in the section about its file. */
function columnsOf(file: string): readonly string[] {
  const first = lines.indexOf(`## Columns of \`${file}\``);
  const length = lines.slice(first + 1).findIndex((line) => line.startsWith('## '));
  return lines
    .slice(first, first + 1 + length)
    .filter((line) => line.startsWith('| `'))
    .map((row) => row.split('|')[1] ?? '')
    .flatMap((cell) => [...cell.matchAll(/`([a-zN_0-9]+)`/g)].map(([, id = '']) => id));
}

describe('the reference', () => {
  it.each(COMMANDS)('lists the options of %s that its usage lists', (name, usage) => {
    const used = [...usage.matchAll(/^ {2}(--[a-z-]+)/gm)].map(([, option]) => option);
    expect(used.length).toBeGreaterThan(0);
    expect(wordsOf(`| \`${name}`).slice(1)).toEqual(used);
  });

  it('lists the columns of a batch’s summary.csv', () => {
    const header = new TextDecoder().decode(writeSummaryCsv([])).trimEnd().split(',');
    expect(columnsOf('summary.csv')).toEqual(header);
  });

  it('lists the columns of evaluation.csv', () => {
    const header = new TextDecoder().decode(writeEvaluationCsv([])).trimEnd().split(',');
    expect(columnsOf('evaluation.csv')).toEqual(header);
  });

  it('lists the columns of objects.csv, all of them and no others', () => {
    const listed = columnsOf('objects.csv');
    const written = [
      ...SHAPE_COLUMNS.map(({ id }) => id),
      ...INTENSITY_COLUMNS.map(({ statistic }) => `intensity_${statistic}_cN`),
      ...MICROMETRE_COLUMNS.map(({ id }) => id),
      ...PLACE_COLUMNS,
    ];
    expect(listed.toSorted()).toEqual(written.toSorted());
  });

  it('lists the columns of an export’s summary.csv', () => {
    const labels = { width: 1, height: 1, data: Uint32Array.of(1) };
    const plane = {
      imageName: 'a',
      place: { pageIndex: 0, z: 0, t: 0 },
      pixelSizeUm: null,
      labels,
      classes: new Map<number, number>(),
      objects: measureInstances(labels, [], { pixelSizeUm: null }),
      map: null,
    };
    const facts = { source: 'annotation', modelTitle: null, settings: null } as const;
    const row = summaryRow(plane, facts);
    expect(columnsOf('NAME.summary.csv')).toEqual(Object.keys(row.cells));
  });

  it('lists the samples and models that an address can name', () => {
    expect(wordsOf('| `?sample').slice(1)).toEqual(SAMPLES.map(({ id }) => id));
    expect(wordsOf('| `?model').slice(1).toSorted()).toEqual(
      MODEL_CARDS.map(({ id }) => id).toSorted(),
    );
  });
});
