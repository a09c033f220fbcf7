import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ensureBrowser } from '#headless/browser/ensureBrowser.ts';
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
  },
];

function runStep(step: Step, browserPath: string | null): TestTotals {
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
  const totals = readTotals(step, reportPath, status === 0);
  const seconds = ((performance.now() - startMs) / 1000).toFixed(0);
  console.log(`${step.title}: ${totalsLine(totals)} (${seconds} s)`);
  return totals;
}

/** A step that fails for a reason its report does not show still counts as failed. */
function readTotals(step: Step, reportPath: string, isOk: boolean): TestTotals {
  const failure = { passed: 0, failed: 1, skipped: 0 };
  if (!step.totals) return isOk ? { passed: 1, failed: 0, skipped: 0 } : failure;
  if (!existsSync(reportPath)) return failure;
  const totals = step.totals(JSON.parse(readFileSync(reportPath, 'utf8')));
  return !isOk && totals.failed === 0 ? addTotals([totals, failure]) : totals;
}

function findOrFetchBrowser(): string | null {
  try {
    return ensureBrowser();
  } catch (error) {
    console.error(toAppError(error).message);
    return null;
  }
}

const browserPath = findOrFetchBrowser();
const results = STEPS.map((step) => ({ step, totals: runStep(step, browserPath) }));
rmSync(reportFolder, { recursive: true, force: true });

const total = addTotals(results.map((result) => result.totals));
const failedSteps = results.filter((result) => result.totals.failed > 0);
const mustNotSkip = existsSync('../shared');

console.log(`\n${'─'.repeat(76)}`);
for (const { step, totals } of failedSteps) {
  console.log(`FAILED  ${step.title}: ${totals.failed}`);
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
