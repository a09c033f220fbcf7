import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Plugin } from 'vite';

/** Name of the file in the build. */
const FILE_NAME = 'third-party-licenses.md';

/** A pair of plugins that share what they saw. */
export interface LicencePlugins {
  /** For the page; writes the file. */
  readonly page: () => Plugin;
  /** For the workers, which are bundled apart and before the page is written. */
  readonly worker: () => Plugin;
}

/**
 * Lists the licence of every package that the build contains, those of the workers included, in
 * `third-party-licenses.md`.
 */
export function createLicencePlugins(): LicencePlugins {
  const folders = new Set<string>();
  const collect = (moduleId: string) => {
    const folder = packageFolder(moduleId);
    if (folder) folders.add(folder);
  };
  return {
    worker: () => ({
      name: 'collect-licences',
      moduleParsed: ({ id }) => collect(id),
    }),
    page: () => ({
      name: 'write-licences',
      apply: 'build',
      moduleParsed: ({ id }) => collect(id),
      generateBundle() {
        this.emitFile({ type: 'asset', fileName: FILE_NAME, source: licenceText(folders) });
      },
    }),
  };
}

/** The folder of the package that a module belongs to; `null` for our own. */
function packageFolder(moduleId: string): string | null {
  const match = /^\0?(.*[\\/]node_modules[\\/](?:@[^\\/]+[\\/])?[^\\/]+)[\\/]/.exec(moduleId);
  return match?.[1] ?? null;
}

function licenceText(folders: ReadonlySet<string>): string {
  const sections = [...folders].flatMap(describePackage).toSorted();
  return `# Licences of the software in Cellpane\n\n${[...new Set(sections)].join('\n')}`;
}

function describePackage(folder: string): string[] {
  const path = join(folder, 'package.json');
  if (!existsSync(path)) return [];
  const { name, version, license } = JSON.parse(readFileSync(path, 'utf8')) as Record<
    string,
    unknown
  >;
  if (typeof name !== 'string') return [];
  const file = readdirSync(folder).find((entry) => /^licen[cs]e/i.test(entry));
  const text = file ? readFileSync(join(folder, file), 'utf8').trim() : 'No licence text enclosed.';
  return [`## ${name} ${version} (${license})\n\n${text.replace(/^/gm, '> ')}\n`];
}
