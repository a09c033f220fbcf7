import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { BACKGROUND } from '#domain/annotation/annotationValues.ts';
import {
  type RunChange,
  type RunJournal,
  RunJournalWriter,
  readBackward,
  readForward,
} from '#domain/annotation/history/runJournal.ts';

type Run = [start: number, end: number, before: number, after: number];

function write(runs: readonly Run[]): RunJournal {
  const writer = new RunJournalWriter();
  for (const run of runs) writer.add(...run);
  return writer.finish();
}

function collect(read: (journal: RunJournal, onChange: RunChange) => void, journal: RunJournal) {
  const runs: Run[] = [];
  read(journal, (...run) => runs.push(run));
  return runs;
}

const values = fc.oneof(fc.integer({ min: 0, max: BACKGROUND }), fc.constantFrom(0, 1, BACKGROUND));
const runs = fc
  .tuple(
    fc.integer({ min: 0, max: 8192 * 8192 }),
    fc.integer({ min: 1, max: 8192 }),
    values,
    values,
  )
  .map(([start, length, before, after]): Run => [start, start + length, before, after]);

describe('RunJournalWriter', () => {
  it('gives back what was added, oldest first or newest first', () => {
    fc.assert(
      fc.property(fc.array(runs, { maxLength: 200 }), (list) => {
        const journal = write(list);
        expect(collect(readForward, journal)).toEqual(list);
        expect(collect(readBackward, journal)).toEqual(list.toReversed());
      }),
    );
  });

  it('does so over many chunks', () => {
    const list = Array.from({ length: 60_000 }, (_, i): Run => {
      const start = (i * 7_919_111) % (8192 * 8192);
      return [start, start + 1 + (i % 50), (i * 2_654_435_761) >>> 0, i % 3 === 0 ? BACKGROUND : i];
    });
    const journal = write(list);
    expect(journal.chunks.length).toBeGreaterThan(2);
    expect(collect(readForward, journal)).toEqual(list);
    expect(collect(readBackward, journal)).toEqual(list.toReversed());
  });

  it('takes four or five bytes for a row of a disc in an image of 8192 px', () => {
    const rows = Array.from({ length: 100 }, (_, y): Run => {
      const half = Math.round(Math.sqrt(50 ** 2 - (y - 49.5) ** 2));
      return [y * 8192 + 4000 - half, y * 8192 + 4000 + half, BACKGROUND, 17];
    });
    expect(write(rows).sizeBytes).toBeLessThan(510);
  });
});
