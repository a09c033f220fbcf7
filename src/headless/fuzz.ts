import { availableParallelism } from 'node:os';
import { matchesGlob } from 'node:path';
import { FUZZ_USAGE, type FuzzArguments, parseFuzzArguments } from '#headless/cli/fuzzArguments.ts';
import { runCommand } from '#headless/cli/runCommand.ts';
import { type FuzzReport, runFuzz } from '#headless/fuzz/fuzzRun.ts';
import { listSeedFiles } from '#headless/fuzz/seedFiles.ts';
import { AppError } from '#lib/errors.ts';

const SHARED_FOLDER = '../shared';
const HANG_MS = 5000;
const MAX_WORKERS = 4;

async function run({ seed, mutationCount, only }: FuzzArguments): Promise<boolean> {
  const seedFiles = (await listSeedFiles(SHARED_FOLDER)).filter(
    ({ name }) => only === null || matchesGlob(name, `**/${only}`),
  );
  if (seedFiles.length === 0) {
    throw new AppError('invalid-argument', `No file fits --only "${only}".`);
  }
  const startMs = performance.now();
  const report = await runFuzz({
    seedFiles,
    seed,
    mutationCount,
    limitMs: HANG_MS,
    workerCount: Math.min(MAX_WORKERS, availableParallelism()),
    onDone: (done) => {
      if (done % 100 === 0) process.stderr.write(`\r${done} of ${mutationCount} `);
    },
  });
  process.stderr.write('\r');
  const seconds = Math.round((performance.now() - startMs) / 1000);
  console.log(
    `${mutationCount} damaged copies of ${seedFiles.length} files, seed ${seed}, ${seconds} s`,
  );
  tell(report);
  return report.failures.length === 0;
}

function tell({ counts, failures, slowestMs }: FuzzReport): void {
  console.log('\n| what became of it | files |\n|---|---|');
  for (const key of new Set([...counts.keys(), 'hang', 'crash', 'fault'])) {
    console.log(`| ${key} | ${counts.get(key) ?? 0} |`);
  }
  const peakMib = process.resourceUsage().maxRSS / 1024;
  console.log(`\nslowest ${Math.round(slowestMs)} ms, peak memory ${Math.round(peakMib)} MiB`);
  for (const { index, fileName, mutation, outcome } of failures) {
    const what = 'what' in outcome ? outcome.what : '';
    console.log(`${outcome.kind}: mutation ${index} (${mutation}) of ${fileName}: ${what}`);
  }
}

await runCommand({ usage: FUZZ_USAGE, parse: parseFuzzArguments, run });
