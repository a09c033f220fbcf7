import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { firstLoadFiles } from '#headless/checks/firstLoadFiles.ts';

const KIB = 1024;
const PAGE_BUDGET_BYTES = 250 * KIB;
const ENGINE_BUDGET_BYTES = 350 * KIB;

function gzipBytes(paths: readonly string[]): number {
  return paths.reduce((sum, path) => sum + gzipSync(readFileSync(join('dist', path))).length, 0);
}

function engineWorkerFiles(): string[] {
  return readdirSync('dist/assets')
    .filter((name) => /^engine\.worker-.*\.js$/.test(name))
    .map((name) => `assets/${name}`);
}

function check(title: string, paths: readonly string[], budgetBytes: number): boolean {
  const bytes = gzipBytes(paths);
  const isOk = paths.length > 0 && bytes <= budgetBytes;
  console.log(
    `${isOk ? 'ok     ' : 'FAILED '} ${title}: ${(bytes / KIB).toFixed(1)} of ` +
      `${budgetBytes / KIB} KiB gzip in ${paths.length} files`,
  );
  return isOk;
}

const firstLoad = firstLoadFiles('dist', 'index.html');
const hasTensorflow = firstLoad.some((path) =>
  readFileSync(join('dist', path), 'utf8').includes('registerKernel'),
);
if (hasTensorflow) console.log('FAILED  The page loads TensorFlow.js before it is needed.');
const areOk = [
  check('scripts of the first load', firstLoad, PAGE_BUDGET_BYTES),
  check('engine worker', engineWorkerFiles(), ENGINE_BUDGET_BYTES),
  !hasTensorflow,
];
process.exitCode = areOk.every(Boolean) ? 0 : 1;
