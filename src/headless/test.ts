import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ensureBrowser } from '#headless/browser/ensureBrowser.ts';
import {
  playwrightFailures,
  type TestFailure,
  unsteadyTests,
  vitestFailures,
} from '#headless/checks/testFailures.ts';
import {
  addTotals,
  playwrightTotals,
  type TestTotals,
  totalsLine,
  vitestTotals,
} from '#headless/checks/testTotals.ts';
import { toAppError } from '#lib/errors.ts';

const reportFolder = mkdtempSync(join(tmpdir(), 'cellpane-test-'));

interface Step {
  readonly title: string;
  readonly parameters: readonly string[];
  /** Reads the step's own report; a step without one counts as a single check. */
  readonly totals?: (report: unknown) => TestTotals;
  readonly failures?: (report: unknown) => readonly TestFailure[];
  readonly unsteady?: (report: unknown) => readonly TestFailure[];
}

interface StepResult {
  readonly totals: TestTotals;
  readonly failures: readonly TestFailure[];
  /** What failed and then passed. */
  readonly unsteady: readonly TestFailure[];
}

function vitestStep(title: string, project: string): Step {
  return {
    title,
    parameters: [
      'node_modules/vitest/vitest.mjs',
      'run',
      '--project',
      project,
      '--reporter=default',
      '--reporter=json',
      `--outputFile=${join(reportFolder, `${title}.json`)}`,
    ],
    totals: vitestTotals,
    failures: vitestFailures,
  };
}

const STEPS: readonly Step[] = [
  { title: 'Format and lint', parameters: ['node_modules/@biomejs/biome/bin/biome', 'ci', '.'] },
  { title: 'Types', parameters: ['node_modules/typescript/bin/tsc', '-p', '.'] },
  {
    title: 'Types of the domain',
    parameters: ['node_modules/typescript/bin/tsc', '-p', 'src/domain'],
  },
  {
    title: 'Types of the service worker',
    parameters: ['node_modules/typescript/bin/tsc', '-p', 'src/pwa'],
  },
  { title: 'Unused code', parameters: ['node_modules/knip/bin/knip.js'] },
  vitestStep('Tests in Node', 'node'),
  vitestStep('Tests in the browser', 'browser'),
  { title: 'Build', parameters: ['node_modules/vite/bin/vite.js', 'build', '--logLevel', 'warn'] },
  {
    title: 'Size of the build',
    parameters: ['node_modules/tsx/dist/cli.mjs', 'src/headless/checkBundle.ts'],
  },
  {
    title: 'Journeys',
    parameters: [
      'node_modules/@playwright/test/cli.js',
      'test',
      '--config',
      'e2e/playwright.config.ts',
      '--reporter=list,json',
    ],
    totals: playwrightTotals,
    failures: playwrightFailures,
    unsteady: unsteadyTests,
  },
];

function runStep(step: Step, browserPath: string | null): StepResult {
  console.log(`\n── ${step.title} ${'─'.repeat(Math.max(0, 72 - step.title.length))}`);
  const startMs = performance.now();
  const reportPath = join(reportFolder, `${step.title}.json`);
  const { status } = spawnSync(process.execPath, step.parameters, {
    stdio: 'inherit',
    env: {
      ...process.env,
      PLAYWRIGHT_JSON_OUTPUT_FILE: reportPath,
      ...(browserPath ? { CHROMIUM: browserPath } : {}),
    },
  });
  const result = readResult(step, reportPath, status === 0);
  const seconds = ((performance.now() - startMs) / 1000).toFixed(0);
  console.log(`${step.title}: ${totalsLine(result.totals)} (${seconds} s)`);
  return result;
}

/** A step that fails for a reason its report does not show still counts as failed. */
function readResult(step: Step, reportPath: string, isOk: boolean): StepResult {
  const failure = { passed: 0, failed: 1, skipped: 0 };
  if (!step.totals) {
    const totals = isOk ? { passed: 1, failed: 0, skipped: 0 } : failure;
    return { totals, failures: [], unsteady: [] };
  }
  if (!existsSync(reportPath)) return { totals: failure, failures: [], unsteady: [] };
  const report: unknown = JSON.parse(readFileSync(reportPath, 'utf8'));
  const totals = step.totals(report);
  return {
    totals: !isOk && totals.failed === 0 ? addTotals([totals, failure]) : totals,
    failures: step.failures?.(report) ?? [],
    unsteady: step.unsteady?.(report) ?? [],
  };
}

function findOrFetchBrowser(): string | null {
  try {
    return ensureBrowser();
  } catch (error) {
    console.error(toAppError(error).message);
    return null;
  }
}

function tell({ title, message }: TestFailure): void {
  console.log(`\n  ${title}\n${message.replace(/^/gm, '    ')}\n`);
}

const browserPath = findOrFetchBrowser();
const results = STEPS.map((step) => ({ step, ...runStep(step, browserPath) }));
rmSync(reportFolder, { recursive: true, force: true });

const total = addTotals(results.map((result) => result.totals));
const failedSteps = results.filter((result) => result.totals.failed > 0);
const mustNotSkip = existsSync('../shared');

console.log(`\n${'─'.repeat(76)}`);
const unsteady = results.flatMap((result) => result.unsteady);
if (unsteady.length > 0) console.log(`UNSTEADY  failed, then passed: ${unsteady.length}`);
unsteady.forEach(tell);
for (const { step, totals, failures } of failedSteps) {
  console.log(`FAILED  ${step.title}: ${totals.failed}`);
  failures.forEach(tell);
}
if (total.skipped > 0) {
  console.log(
    mustNotSkip
      ? `FAILED  ${total.skipped} tests were skipped although ../shared is there`
      : `${total.skipped} tests that need the reference data in ../shared were skipped`,
  );
}
console.log(totalsLine(total));
process.exitCode = failedSteps.length > 0 || (mustNotSkip && total.skipped > 0) ? 1 : 0;
