import { spawnSync } from 'node:child_process';
import { existsSync, readdirSync, renameSync, rmSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { AppError } from '#lib/errors.ts';

const SOURCES = [
  'src',
  'public',
  'index.html',
  'headless.html',
  'vite.config.ts',
  'package-lock.json',
];

/**
 * Builds the page into `dist/` when it is missing or older than a file it is made of. Messages go to
 * standard error. The finished folder is put in place at once, so that two commands started
 * together never serve half a build.
 *
 * @throws AppError `internal` when the build fails; its output stands above
 */
export function buildIfNeeded(): void {
  if (existsSync('dist/index.html')) {
    const builtMs = statSync('dist/index.html').mtimeMs;
    if (SOURCES.every((source) => newestMs(source) <= builtMs)) return;
  }
  console.error('Building the page …');
  const folder = `dist.${process.pid}.tmp`;
  const { status } = spawnSync(
    process.execPath,
    ['node_modules/vite/bin/vite.js', 'build', '--outDir', folder, '--logLevel', 'warn'],
    { stdio: ['ignore', 2, 2] },
  );
  if (status !== 0) {
    rmSync(folder, { recursive: true, force: true });
    throw new AppError('internal', 'The page could not be built; the reason stands above.');
  }
  rmSync('dist', { recursive: true, force: true });
  renameSync(folder, 'dist');
}

function newestMs(path: string): number {
  if (!existsSync(path)) return 0;
  const stats = statSync(path);
  if (!stats.isDirectory()) return isShipped(path) ? stats.mtimeMs : 0;
  return Math.max(0, ...readdirSync(path).map((name) => newestMs(join(path, name))));
}

function isShipped(path: string): boolean {
  return !/\.test\.tsx?$|^src[\\/](headless|testing)[\\/]/.test(path);
}
