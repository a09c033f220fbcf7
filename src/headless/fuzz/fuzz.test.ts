import { describe, expect, it } from 'vitest';
import { damagedFile, runFuzz } from '#headless/fuzz/fuzzRun.ts';
import { judgeFile } from '#headless/fuzz/judgeFile.ts';
import { mutateFile } from '#headless/fuzz/mutateFile.ts';
import { randomSource } from '#headless/fuzz/randomSource.ts';
import { listSeedFiles } from '#headless/fuzz/seedFiles.ts';
import { hasShared, sharedPath } from '#testing/sharedData.ts';

const made = await listSeedFiles('/nowhere');
const all = hasShared ? await listSeedFiles(sharedPath('')) : made;
const plan = { seedFiles: all, seed: 7, mutationCount: 300, limitMs: 60_000, workerCount: 2 };

describe('damaged copies of sound files', () => {
  it('are read or refused plainly: 300 of them', { timeout: 300_000 }, async () => {
    const { counts, failures } = await runFuzz(plan);
    expect(failures).toEqual([]);
    expect([...counts.values()].reduce((sum, count) => sum + count, 0)).toBe(300);
    // Otherwise they would be damaged too little or too much to tell anything.
    expect(counts.get('read')).toBeGreaterThan(30);
    expect(counts.get('corrupt-file')).toBeGreaterThan(30);
  });

  it('are the same for the same seed, and leave the originals as they are', () => {
    const before = made.map(({ bytes }) => bytes.slice());
    const own = { ...plan, seedFiles: made };
    for (const index of [0, 1, 299]) {
      expect(damagedFile(own, index)).toEqual(damagedFile(own, index));
      expect(damagedFile({ ...own, seed: 8 }, index)).not.toEqual(damagedFile(own, index));
    }
    expect(made.map(({ bytes }) => bytes)).toEqual(before);
  });

  it('differ from the original in every way there is', () => {
    const [tiff, png] = made;
    const kinds = new Set<string>();
    for (let index = 0; index < 60; index++) {
      const random = randomSource(3, index);
      const { kind, bytes } = mutateFile(
        tiff?.bytes ?? new Uint8Array(1),
        png?.bytes ?? new Uint8Array(1),
        random,
      );
      kinds.add(kind);
      expect(bytes.length).toBeLessThan((tiff?.bytes.length ?? 0) + 600);
    }
    expect([...kinds].toSorted()).toEqual(['bits', 'bytes', 'cut', 'splice', 'tags']);
  });

  it('are told from sound ones', async () => {
    for (const { bytes, name } of made) {
      const outcome = await judgeFile(new Blob([bytes.slice()]));
      expect(outcome, name).toEqual({ kind: 'read' });
    }
    expect(await judgeFile(new Blob([]))).toEqual({ kind: 'refused', code: 'empty-file' });
  });
});
