import { spawnSync } from 'node:child_process';
import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { evilFiles } from '#testing/evilFiles.ts';
import { hasShared, sharedPath } from '#testing/sharedData.ts';

interface Reading {
  readonly name: string;
  readonly outcome: string;
  readonly cpuMs: number;
  readonly peakMib: number;
}

const MOST_CPU_MS = 5000;
const MOST_MIB = 512;
/** Beyond this the child is stopped: something hangs. */
const WATCHDOG_MS = 240_000;
/** Sound in all but one respect: what can be had of them is shown. */
const HONEST_PICTURES = [
  'cyclic_self.tif',
  'deflate_bomb_1GB.tif',
  'bomb-in-a-small-strip.tif',
  'bomb-in-a-tile.tif',
  'hundred-bombs.tif',
  'bomb.png',
];

/** Reads the files in a process whose heap is bounded, and tells time and memory of each. */
function readInChild(paths: readonly string[]): readonly Reading[] {
  const script = ['--max-old-space-size=256', '--import', 'tsx', 'src/testing/readEvilFiles.ts'];
  const child = spawnSync(process.execPath, [...script, ...paths], {
    encoding: 'utf8',
    timeout: WATCHDOG_MS,
  });
  expect(child.stderr).toBe('');
  expect(child.status).toBe(0);
  return child.stdout
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line));
}

describe('files that lie', () => {
  it('end within 5 s of work and 512 MB, all in one process', { timeout: 300_000 }, async () => {
    const folder = mkdtempSync(join(tmpdir(), 'cellpane-evil-'));
    try {
      const own: string[] = [];
      for (const [name, file] of Object.entries(evilFiles())) {
        own.push(join(folder, name));
        writeFileSync(join(folder, name), new Uint8Array(await file.arrayBuffer()));
      }
      const shared = hasShared ? sharedPath('formats-made/evil') : null;
      const found = shared ? readdirSync(shared).map((name) => join(shared, name)) : [];
      const readings = readInChild([...found, ...own]);
      expect(readings).toHaveLength(found.length + own.length);
      for (const { name, outcome, cpuMs, peakMib } of readings) {
        if (HONEST_PICTURES.includes(name)) expect(outcome, name).toMatch(/^\d+ × \d+ px/);
        else expect(['corrupt-file', 'too-large'], name).toContain(outcome);
        expect(cpuMs, name).toBeLessThan(MOST_CPU_MS);
        expect(peakMib, name).toBeLessThan(MOST_MIB);
      }
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
  });
});
