import { mkdirSync, mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { firstLoadFiles } from './firstLoadFiles.ts';

it('follows static imports from the markup, not dynamic ones', () => {
  const folder = mkdtempSync(join(tmpdir(), 'cellpane-load-'));
  mkdirSync(join(folder, 'assets'));
  const write = (name: string, text: string) => writeFileSync(join(folder, name), text);
  write('index.html', '<script type="module" crossorigin src="./assets/index-1.js"></script>');
  write(
    'assets/index-1.js',
    'import{a as b}from"./react-2.js";import"./side-3.js";b();import("./lazy-4.js");',
  );
  write('assets/react-2.js', 'export*from"./core-5.js";');
  write('assets/side-3.js', '');
  write('assets/core-5.js', 'export const a=()=>0;');
  write('assets/lazy-4.js', '');
  expect(firstLoadFiles(folder, 'index.html').toSorted()).toEqual([
    join('assets', 'core-5.js'),
    join('assets', 'index-1.js'),
    join('assets', 'react-2.js'),
    join('assets', 'side-3.js'),
  ]);
});
