import { chmodSync, mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { findBrowser } from './findBrowser.ts';

function folderWith(name: string): string {
  const folder = mkdtempSync(join(tmpdir(), 'cellpane-browser-'));
  writeFileSync(join(folder, name), '#!/bin/sh\n');
  chmodSync(join(folder, name), 0o755);
  return folder;
}

describe('findBrowser', () => {
  it('takes the one that CHROMIUM names', () => {
    const path = join(folderWith('my-browser'), 'my-browser');
    expect(findBrowser({ CHROMIUM: path, PATH: '' })).toBe(path);
  });

  it('takes no other when the one that CHROMIUM names is missing', () => {
    expect(findBrowser({ CHROMIUM: '/no/such/browser', PATH: process.env['PATH'] })).toBeNull();
  });

  // Elsewhere browsers are looked for in folders, not on the path.
  it.runIf(process.platform === 'linux')('finds a usual name on the path', () => {
    const folder = folderWith('chromium');
    expect(findBrowser({ PATH: `/no/such/folder:${folder}` })).toBe(join(folder, 'chromium'));
  });
});
