import { existsSync } from 'node:fs';
import { homedir, platform } from 'node:os';
import { delimiter, join } from 'node:path';
import { chromium } from 'playwright-core';

const LINUX_NAMES = [
  'google-chrome-stable',
  'google-chrome',
  'chromium',
  'chromium-browser',
  'chrome',
  'microsoft-edge-stable',
  'microsoft-edge',
];

const MAC_APPS = [
  'Google Chrome.app/Contents/MacOS/Google Chrome',
  'Chromium.app/Contents/MacOS/Chromium',
  'Microsoft Edge.app/Contents/MacOS/Microsoft Edge',
];

const WINDOWS_PROGRAMS = [
  'Google\\Chrome\\Application\\chrome.exe',
  'Chromium\\Application\\chrome.exe',
  'Microsoft\\Edge\\Application\\msedge.exe',
];

/**
 * Path of a Chromium-like browser on this machine: the `CHROMIUM` variable, else an installed one,
 * else the one that Playwright fetched earlier, else `null`. Looks only, installs nothing.
 */
export function findBrowser(
  env: Readonly<Record<string, string | undefined>> = process.env,
): string | null {
  const chosen = env['CHROMIUM'];
  if (chosen) return existsSync(chosen) ? chosen : null;
  return [...installedPaths(env), chromium.executablePath()].find(existsSync) ?? null;
}

function installedPaths(env: Readonly<Record<string, string | undefined>>): string[] {
  switch (platform()) {
    case 'darwin':
      return ['/Applications', join(homedir(), 'Applications')].flatMap((folder) =>
        MAC_APPS.map((app) => join(folder, app)),
      );
    case 'win32':
      return ['ProgramFiles', 'ProgramFiles(x86)', 'LOCALAPPDATA'].flatMap((name) => {
        const folder = env[name];
        return folder ? WINDOWS_PROGRAMS.map((program) => join(folder, program)) : [];
      });
    default:
      return LINUX_NAMES.flatMap((name) =>
        (env['PATH'] ?? '').split(delimiter).map((folder) => join(folder, name)),
      );
  }
}
