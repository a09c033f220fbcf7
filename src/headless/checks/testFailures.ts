import { arrayOf, field, text } from './reportFields.ts';

/** One test that failed, for the closing lines of `npm test`. */
export interface TestFailure {
  /** File and titles, the outermost first. */
  readonly title: string;
  /** What the test said, cut after `MESSAGE_LINES` lines. */
  readonly message: string;
}

/** Enough for an assertion, its values and the seed of a property; the whole stands further up. */
const MESSAGE_LINES = 14;
const MESSAGE_CHARACTERS = 1500;
// biome-ignore lint/suspicious/noControlCharactersInRegex: that is what colours are made of.
const COLOURS = /\u001b\[[0-9;]*m/g;

/** Failures out of Vitest's JSON report. */
export function vitestFailures(report: unknown): readonly TestFailure[] {
  return arrayOf(field(report, 'testResults')).flatMap((file) => {
    const name = text(field(file, 'name'));
    const tests = arrayOf(field(file, 'assertionResults'));
    if (tests.length === 0 && field(file, 'status') === 'failed') {
      return [{ title: name, message: shorten(text(field(file, 'message'))) }];
    }
    return tests
      .filter((test) => field(test, 'status') === 'failed')
      .map((test) => ({
        title: `${name} › ${text(field(test, 'fullName'))}`,
        message: shorten(arrayOf(field(test, 'failureMessages')).map(text).join('\n')),
      }));
  });
}

/** Failures out of Playwright's JSON report, but for those of tests that passed when repeated. */
export function playwrightFailures(report: unknown): readonly TestFailure[] {
  const outside = arrayOf(field(report, 'errors')).map((error) => ({
    title: 'outside any test',
    message: shorten(text(field(error, 'message'))),
  }));
  return [...erringTests(report, (status) => status !== REPEATED), ...outside];
}

/** Tests that failed once and passed when repeated, out of Playwright's JSON report. */
export function unsteadyTests(report: unknown): readonly TestFailure[] {
  return erringTests(report, (status) => status === REPEATED);
}

/** What Playwright calls a test that passed only when repeated. */
const REPEATED = 'flaky';

type StatusFilter = (status: unknown) => boolean;

function erringTests(report: unknown, isMeant: StatusFilter): readonly TestFailure[] {
  return arrayOf(field(report, 'suites')).flatMap((suite) => ofSuite(suite, [], isMeant));
}

function ofSuite(
  suite: unknown,
  outer: readonly string[],
  isMeant: StatusFilter,
): readonly TestFailure[] {
  const titles = [...outer, text(field(suite, 'title'))];
  return [
    ...arrayOf(field(suite, 'specs')).flatMap((spec) => ofSpec(spec, titles, isMeant)),
    ...arrayOf(field(suite, 'suites')).flatMap((inner) => ofSuite(inner, titles, isMeant)),
  ];
}

function ofSpec(
  spec: unknown,
  titles: readonly string[],
  isMeant: StatusFilter,
): readonly TestFailure[] {
  const title = [...titles, text(field(spec, 'title'))].join(' › ');
  const tests = arrayOf(field(spec, 'tests')).filter((test) => isMeant(field(test, 'status')));
  return tests.flatMap((test) => {
    const errors = arrayOf(field(test, 'results')).flatMap((result) =>
      arrayOf(field(result, 'errors')).map((error) => text(field(error, 'message'))),
    );
    return errors.length === 0 ? [] : [{ title, message: errors.map(shorten).join('\n') }];
  });
}

function shorten(message: string): string {
  const lines = message.replace(COLOURS, '').slice(0, MESSAGE_CHARACTERS).split('\n');
  return lines.slice(0, MESSAGE_LINES).join('\n');
}
