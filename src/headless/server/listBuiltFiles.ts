import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { FileList, ListedFile } from '#pwa/fileList.ts';

/** The model that works offline from the first visit on. */
const INCLUDED_MODELS = ['nuclei'];
/** Of other models the page needs the card at once, these only when the model is used. */
const MODEL_FILE = /^models\/([^/]+)\/(?!card\.json$)[^/]+$/;
/** What is for hosts, the commands and readers of the folder, not for the page. */
const NOT_OF_THE_PAGE = [
  /^_headers$/,
  /^sw\.js$/,
  /^headless\.html$/,
  /^assets\/headless-[^/]+\.js$/,
  // tfjs is given its address, but is told not to use threads.
  /^assets\/.*threaded-simd[^/]*\.wasm$/,
];

/** Everything in a built folder that the page can need, less the files in `unused`. */
export function listBuiltFiles(folder: string, unused: ReadonlySet<string>): FileList {
  const files = readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name).slice(join(folder, '/').length))
    .map((path) => path.replaceAll('\\', '/'))
    .filter((path) => !unused.has(path) && !NOT_OF_THE_PAGE.some((rule) => rule.test(path)))
    .toSorted()
    .map((path) => describeFile(folder, path));
  const byModel = new Map<string, ListedFile[]>();
  for (const file of files) {
    const modelId = MODEL_FILE.exec(file.path)?.[1];
    if (modelId !== undefined) byModel.set(modelId, [...(byModel.get(modelId) ?? []), file]);
  }
  const included = [...byModel].filter(([id]) => INCLUDED_MODELS.includes(id));
  const others = [...byModel].filter(([id]) => !INCLUDED_MODELS.includes(id));
  const isLate = (path: string): boolean =>
    others.some(([, modelFiles]) => modelFiles.some((file) => file.path === path));
  return {
    version: versionOf(files),
    shell: files.filter(({ path }) => !isLate(path)),
    models: Object.fromEntries(others),
    includedModels: Object.fromEntries(included.map(([id, list]) => [id, sizeOf(list)])),
  };
}

function describeFile(folder: string, path: string): ListedFile {
  const bytes = readFileSync(join(folder, path));
  const digest = createHash('sha384').update(bytes).digest('base64');
  return { path, integrity: `sha384-${digest}`, sizeBytes: bytes.length };
}

function versionOf(files: readonly ListedFile[]): string {
  const text = files.map(({ path, integrity }) => `${path} ${integrity}`).join('\n');
  return createHash('sha256').update(text).digest('hex').slice(0, 16);
}

function sizeOf(files: readonly ListedFile[]): number {
  return files.reduce((sum, { sizeBytes }) => sum + sizeBytes, 0);
}
