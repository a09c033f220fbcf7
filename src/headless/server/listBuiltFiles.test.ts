import { createHash } from 'node:crypto';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { listBuiltFiles } from './listBuiltFiles.ts';

const folders: string[] = [];

/** A folder with the given files; the text of each is its path. */
function folderOf(paths: readonly string[]): string {
  const folder = mkdtempSync(join(tmpdir(), 'cellpane-list-'));
  folders.push(folder);
  for (const path of paths) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), path);
  }
  return folder;
}

const BUILT = [
  'index.html',
  'headless.html',
  'sw.js',
  '_headers',
  'assets/index-1.js',
  'assets/headless-2.js',
  'assets/unused-3.js',
  'assets/tfjs-backend-wasm-threaded-simd-4.wasm',
  'assets/tfjs-backend-wasm-simd-5.wasm',
  'models/index.json',
  ...['nuclei', 'other'].flatMap((id) =>
    ['card.json', 'model.json', 'weights.bin'].map((name) => `models/${id}/${name}`),
  ),
];

afterEach(() => {
  for (const folder of folders.splice(0)) rmSync(folder, { recursive: true });
});

describe('listBuiltFiles', () => {
  it('keeps the page, its workers, every card and the first model; other models wait', () => {
    const list = listBuiltFiles(folderOf(BUILT), new Set(['assets/unused-3.js']));
    expect(list.shell.map(({ path }) => path)).toEqual([
      'assets/index-1.js',
      'assets/tfjs-backend-wasm-simd-5.wasm',
      'index.html',
      'models/index.json',
      'models/nuclei/card.json',
      'models/nuclei/model.json',
      'models/nuclei/weights.bin',
      'models/other/card.json',
    ]);
    expect(Object.keys(list.models)).toEqual(['other']);
    expect(list.models['other']?.map(({ path }) => path)).toEqual([
      'models/other/model.json',
      'models/other/weights.bin',
    ]);
    expect(list.includedModels).toEqual({
      nuclei: 'models/nuclei/model.json'.length + 'models/nuclei/weights.bin'.length,
    });
  });

  it('describes a file as subresource integrity does', () => {
    const [file] = listBuiltFiles(folderOf(['index.html']), new Set()).shell;
    const digest = createHash('sha384').update('index.html').digest('base64');
    expect(file).toEqual({ path: 'index.html', integrity: `sha384-${digest}`, sizeBytes: 10 });
  });

  it('gives another version once any listed byte differs, and the same for the same', () => {
    const [one, same, other] = [folderOf(BUILT), folderOf(BUILT), folderOf(BUILT)];
    writeFileSync(join(other, 'models/other/weights.bin'), 'changed');
    const versionOf = (folder: string) => listBuiltFiles(folder, new Set()).version;
    expect(versionOf(same)).toBe(versionOf(one));
    expect(versionOf(other)).not.toBe(versionOf(one));
  });
});
