import { describe, expect, it } from 'vitest';
import { playwrightFailures, unsteadyTests, vitestFailures } from './testFailures.ts';

describe('testFailures', () => {
  it('names each test that Vitest saw fail, and what it said, without colours', () => {
    const report = {
      testResults: [
        {
          name: 'src/a.test.ts',
          status: 'failed',
          assertionResults: [
            { status: 'passed', fullName: 'a works', failureMessages: [] },
            {
              status: 'failed',
              fullName: 'a holds',
              failureMessages: ['\u001b[31mseed: 7\u001b[39m'],
            },
          ],
        },
      ],
    };
    expect(vitestFailures(report)).toEqual([
      { title: 'src/a.test.ts › a holds', message: 'seed: 7' },
    ]);
  });

  it('tells why a test file did not load', () => {
    const file = {
      name: 'b.test.ts',
      status: 'failed',
      message: 'no such module',
      assertionResults: [],
    };
    expect(vitestFailures({ testResults: [file] })).toEqual([
      { title: 'b.test.ts', message: 'no such module' },
    ]);
  });

  it('finds what Playwright saw fail in any depth, and what failed outside the tests', () => {
    const failed = { title: 'kills', tests: [{ results: [{ errors: [{ message: 'life 3' }] }] }] };
    const passed = { title: 'opens', tests: [{ results: [{ errors: [] }] }] };
    const report = {
      suites: [{ title: 'crash.spec.ts', suites: [{ title: 'tabs', specs: [failed, passed] }] }],
      errors: [{ message: 'no browser' }],
    };
    expect(playwrightFailures(report)).toEqual([
      { title: 'crash.spec.ts › tabs › kills', message: 'life 3' },
      { title: 'outside any test', message: 'no browser' },
    ]);
  });

  it('parts tests that passed when repeated from those that failed', () => {
    const results = [{ errors: [{ message: 'too late' }] }, { errors: [] }];
    const unsteady = { title: 'waits', tests: [{ status: 'flaky', results }] };
    const failed = { title: 'kills', tests: [{ status: 'unexpected', results }] };
    const report = { suites: [{ title: 'a.spec.ts', specs: [unsteady, failed] }] };
    expect(unsteadyTests(report)).toEqual([{ title: 'a.spec.ts › waits', message: 'too late' }]);
    expect(playwrightFailures(report)).toEqual([
      { title: 'a.spec.ts › kills', message: 'too late' },
    ]);
  });

  it('cuts what would not fit the end of a log', () => {
    const long = Array.from({ length: 500 }, (_, line) => `line ${line}`).join('\n');
    const file = { name: 'c.test.ts', status: 'failed', message: long, assertionResults: [] };
    const [failure] = vitestFailures({ testResults: [file] });
    expect(failure?.message.split('\n').length).toBe(14);
  });
});
