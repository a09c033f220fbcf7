import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { firstLoadFiles } from '#headless/checks/firstLoadFiles.ts';
import { listBuiltFiles } from '#headless/server/listBuiltFiles.ts';

const KIB = 1024;
const PAGE_BUDGET_BYTES = 250 * KIB;
const ENGINE_BUDGET_BYTES = 330 * KIB;
const WASM_BUDGET_BYTES = 145 * KIB;
const OTHER_WORKER_BUDGET_BYTES = 60 * KIB;
/** Nearly all of it is the list of files with their checksums. */
const SERVICE_WORKER_BUDGET_BYTES = 16 * KIB;
/** Of the first visit: all of the page with its engine, without the weights of a model. */
const KEPT_PAGE_BUDGET_BYTES = 1600 * KIB;

function gzipBytes(paths: readonly string[]): number {
  return paths.reduce((sum, path) => sum + gzipSync(readFileSync(join('dist', path))).length, 0);
}

function assets(name: RegExp): string[] {
  return readdirSync('dist/assets')
    .filter((file) => name.test(file))
    .map((file) => `assets/${file}`);
}

/** Every worker but the engine, each within the budget of one. */
function checkOtherWorkers(): boolean {
  const workers = assets(/^(?!engine)\w+\.worker-.*\.js$/);
  return workers
    .map((path) =>
      check(path.replace(/^assets\/|-.{8}\.js$/g, ''), [path], OTHER_WORKER_BUDGET_BYTES),
    )
    .every(Boolean);
}

/** What the service worker keeps on the first visit, less the weights. */
function keptPageFiles(): string[] {
  return listBuiltFiles('dist', new Set())
    .shell.map(({ path }) => path)
    .filter((path) => !path.endsWith('/weights.bin'));
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
  check('engine worker', assets(/^engine\.worker-.*\.js$/), ENGINE_BUDGET_BYTES),
  check('WASM', assets(/wasm-simd-.*\.wasm$/), WASM_BUDGET_BYTES),
  checkOtherWorkers(),
  check('service worker', ['sw.js'], SERVICE_WORKER_BUDGET_BYTES),
  check('page kept for offline work', keptPageFiles(), KEPT_PAGE_BUDGET_BYTES),
  !hasTensorflow,
];
process.exitCode = areOk.every(Boolean) ? 0 : 1;
