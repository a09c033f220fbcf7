import { describe, expect, it } from 'vitest';
import { addTotals, playwrightTotals, totalsLine, vitestTotals } from './testTotals.ts';

describe('testTotals', () => {
  it('reads what Vitest reports', () => {
    const report = {
      numPassedTests: 5,
      numFailedTests: 1,
      numPendingTests: 2,
      numTodoTests: 0,
      testResults: [
        { status: 'passed', assertionResults: [{}] },
        { status: 'failed', assertionResults: [{}] },
      ],
    };
    expect(vitestTotals(report)).toEqual({ passed: 5, failed: 1, skipped: 2 });
  });

  it('counts a test file that did not load as a failure', () => {
    const report = { numPassedTests: 0, testResults: [{ status: 'failed', assertionResults: [] }] };
    expect(vitestTotals(report).failed).toBe(1);
  });

  it('reads what Playwright reports and counts a test that passed when repeated', () => {
    const report = { stats: { expected: 4, unexpected: 1, flaky: 1, skipped: 3 }, errors: [{}] };
    expect(playwrightTotals(report)).toEqual({ passed: 5, failed: 2, skipped: 3 });
  });

  it('adds up and says so in one line', () => {
    const total = addTotals([
      { passed: 1, failed: 0, skipped: 2 },
      { passed: 3, failed: 1, skipped: 0 },
    ]);
    expect(totalsLine(total)).toBe('4 passed, 1 failed, 2 skipped');
  });
});
