import { arrayOf, count, field } from './reportFields.ts';

/** How many checks or tests ended which way. */
export interface TestTotals {
  readonly passed: number;
  readonly failed: number;
  readonly skipped: number;
}

/** Totals of several steps together. */
export function addTotals(all: readonly TestTotals[]): TestTotals {
  const sum = (key: keyof TestTotals) => all.reduce((total, step) => total + step[key], 0);
  return { passed: sum('passed'), failed: sum('failed'), skipped: sum('skipped') };
}

/** The closing line of `npm test`. */
export function totalsLine({ passed, failed, skipped }: TestTotals): string {
  return `${passed} passed, ${failed} failed, ${skipped} skipped`;
}

/**
 * Totals out of Vitest's JSON report. A file that could not be loaded counts as one failure, for its
 * tests never came to be counted.
 */
export function vitestTotals(report: unknown): TestTotals {
  const files = arrayOf(field(report, 'testResults'));
  const unloaded = files.filter(
    (file) =>
      field(file, 'status') === 'failed' && arrayOf(field(file, 'assertionResults')).length === 0,
  ).length;
  return {
    passed: count(field(report, 'numPassedTests')),
    failed: count(field(report, 'numFailedTests')) + unloaded,
    skipped: count(field(report, 'numPendingTests')) + count(field(report, 'numTodoTests')),
  };
}

/** Totals out of Playwright's JSON report; one that passed only when repeated counts as passed. */
export function playwrightTotals(report: unknown): TestTotals {
  const stats = field(report, 'stats');
  return {
    passed: count(field(stats, 'expected')) + count(field(stats, 'flaky')),
    failed: count(field(stats, 'unexpected')) + arrayOf(field(report, 'errors')).length,
    skipped: count(field(stats, 'skipped')),
  };
}
