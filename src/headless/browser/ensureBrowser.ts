import { spawnSync } from 'node:child_process';
import { AppError } from '#lib/errors.ts';
import { findBrowser } from './findBrowser.ts';

/**
 * Path of a browser that starts; fetches one when there is none: Playwright's own build, else
 * Debian's package when run as root. Says on standard error what it installs.
 *
 * @throws AppError `not-found` with what to install by hand
 */
export function ensureBrowser(): string {
  const found = findBrowser();
  if (found) return found;
  if (process.env['CHROMIUM']) {
    throw new AppError(
      'not-found',
      `CHROMIUM is "${process.env['CHROMIUM']}", but there is no such file. Correct or unset it.`,
    );
  }
  for (const install of [installPlaywrightBuild, installDebianPackage]) {
    install();
    const installed = findBrowser();
    if (installed && starts(installed)) return installed;
  }
  throw new AppError(
    'not-found',
    'No Chrome or Chromium was found and none could be installed. Install Google Chrome or ' +
      'Chromium, or set CHROMIUM to the path of its executable.',
  );
}

function installPlaywrightBuild(): void {
  console.error('No Chrome or Chromium found: fetching the one of Playwright …');
  const command = 'node_modules/@playwright/test/cli.js';
  run(process.execPath, [command, 'install', '--no-shell', 'chromium']);
  if (isRoot()) run(process.execPath, [command, 'install-deps', 'chromium']);
}

function installDebianPackage(): void {
  if (!isRoot() || spawnSync('apt-get', ['--version']).status !== 0) return;
  console.error("Installing Debian's chromium package …");
  run('apt-get', ['update']);
  run('apt-get', ['install', '-y', '--no-install-recommends', 'chromium']);
}

function isRoot(): boolean {
  return process.getuid?.() === 0;
}

/** Also finds missing system libraries, which let a fetched build exist but not run. */
function starts(executablePath: string): boolean {
  if (process.platform === 'win32') return true;
  return spawnSync(executablePath, ['--version']).status === 0;
}

function run(command: string, parameters: readonly string[]): void {
  spawnSync(command, parameters, { stdio: ['ignore', 2, 2] });
}
