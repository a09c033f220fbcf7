import { unzipSync } from 'fflate';
import { describe, expect, it } from 'vitest';
import { openProjectZip } from '#formats/project/openProjectZip.ts';
import { hasCode } from '#lib/errors.ts';
import {
  comparable,
  type MemoryProject,
  projectParts,
  readAllParts,
  sampleProject,
  zipOf,
} from '#testing/projectSamples.ts';

async function reopened(bytes: Uint8Array<ArrayBuffer>): Promise<MemoryProject> {
  return readAllParts(await openProjectZip(new Blob([bytes])));
}

describe('a project in a ZIP file', () => {
  it('comes back whole: facts, files, planes, maps, annotations with history, models', async () => {
    const project = sampleProject();
    const again = await reopened(await zipOf(project));
    expect(await comparable(again)).toEqual(await comparable(project));
  });

  it('lists a checksum for every entry', async () => {
    const files = unzipSync(await zipOf(sampleProject()));
    const { entries } = JSON.parse(new TextDecoder().decode(files['checksums.json']));
    const { 'checksums.json': _own, ...others } = files;
    expect(Object.keys(entries).sort()).toEqual(Object.keys(others).sort());
    expect(Object.keys(files)).toContain('images/1-_Zelle_a_1_2.TIF');
  });

  it('is read nowhere but where it is needed: facts without pixels', async () => {
    const file = new Blob([await zipOf(sampleProject())]);
    const parts = await openProjectZip(file);
    expect(parts.images).toHaveLength(3);
    expect(projectParts(sampleProject()).annotatedPages).toEqual(parts.annotatedPages);
  });

  it('is another project never, whichever byte of it is flipped', async () => {
    const original = await zipOf(sampleProject());
    const wanted = await comparable(sampleProject());
    let refused = 0;
    for (let at = 0; at < original.length; at += 3) {
      const bytes = original.slice();
      bytes[at] = (bytes[at] as number) ^ (1 << (at % 8));
      try {
        expect(await comparable(await reopened(bytes)), `byte ${at}`).toEqual(wanted);
      } catch (error) {
        const isNamed = ['corrupt-file', 'unsupported-format', 'too-large', 'not-found'] as const;
        if (!isNamed.some((code) => hasCode(error, code))) throw error;
        refused++;
      }
    }
    expect(refused / original.length).toBeGreaterThan(0.8);
  }, 120_000);
});
