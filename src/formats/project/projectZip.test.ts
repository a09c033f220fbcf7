import fc from 'fast-check';
import { unzipSync, zipSync } from 'fflate';
import { describe, expect, it } from 'vitest';
import type { ProbabilityMap } from '#domain/image/probabilityMap.ts';
import type { ProjectImage } from '#domain/project/project.ts';
import type { ImagePixels } from '#domain/project/projectParts.ts';
import { openProjectZip } from '#formats/project/openProjectZip.ts';
import { writeProjectZip } from '#formats/project/writeProjectZip.ts';
import { hasCode } from '#lib/errors.ts';
import { annotationEdits } from '#testing/annotationEdits.ts';
import { comparable, readAllParts } from '#testing/comparableProject.ts';
import { keptAnnotation } from '#testing/keptAnnotation.ts';
import {
  decodedImage,
  type MemoryProject,
  predictionOf,
  probabilityMap,
  projectFacts,
  projectImage,
  projectParts,
  sampleProject,
  zipOf,
} from '#testing/projectSamples.ts';

/** On a machine that has other things to do. */
const SLOW_MS = 120_000;

async function reopened(bytes: Uint8Array<ArrayBuffer>): Promise<MemoryProject> {
  return readAllParts(await openProjectZip(new Blob([bytes])));
}

const names = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 40 }),
  fc.constantFrom(
    '../../etc/passwd',
    'C:\\CON',
    'a/b/c.tif',
    '😀🔬.png',
    'x'.repeat(300),
    `${'ü'.repeat(5000)}.tif`,
    '<img src=x onerror=alert(1)>.png',
    '\u202Egnp.exe',
    '.',
    '..',
    '',
    '__proto__',
    'twice.tif',
  ),
);

const imageRecipes = fc.record({
  name: names,
  folder: names,
  width: fc.integer({ min: 2, max: 9 }),
  height: fc.integer({ min: 1, max: 9 }),
  seed: fc.nat({ max: 1000 }),
  pixels: fc.constantFrom('file', 'planes', 'missing'),
  bytes: fc.uint8Array({ maxLength: 50 }),
  predictedPages: fc.uniqueArray(fc.nat({ max: 2 })),
  turns: fc.array(
    fc.oneof(
      annotationEdits({ width: 9, height: 9 }),
      fc.constantFrom('undo' as const, 'redo' as const, 'rebase' as const),
    ),
    { maxLength: 12 },
  ),
  isAnnotated: fc.boolean(),
});

/** Images of any kind; edits may reach out of the smaller ones. */
const projects: fc.Arbitrary<MemoryProject> = fc
  .array(imageRecipes, { maxLength: 4 })
  .map((recipes) => {
    const images: ProjectImage[] = [];
    const pixels = new Map<string, ImagePixels>();
    const maps = new Map<string, ProbabilityMap>();
    const annotations: [string, ReturnType<typeof keptAnnotation>][] = [];
    for (const [i, recipe] of recipes.entries()) {
      const { name, folder, width, height, seed, bytes, predictedPages } = recipe;
      const id = `image-${i}`;
      const image = decodedImage(width, height, seed);
      const predictions = predictedPages.map((page) => ({
        ...predictionOf(page, 'nuclei'),
        regions: null,
        deletions: [[0]],
      }));
      images.push({ ...projectImage(id, name, image), folder, rectangle: null, predictions });
      if (recipe.pixels === 'planes') pixels.set(id, { kind: 'planes', image });
      if (recipe.pixels === 'file') pixels.set(id, { kind: 'file', file: new Blob([bytes]) });
      for (const page of predictedPages) {
        maps.set(`${id}/${page}`, probabilityMap(width, height, seed + page));
      }
      if (recipe.isAnnotated) {
        annotations.push([`${id}/0`, keptAnnotation(width, height, recipe.turns)]);
      }
    }
    const facts = projectFacts(images.map(({ id }) => id));
    return { facts, images, pixels, maps, annotations: new Map(annotations), models: new Map() };
  });

describe('a project in a ZIP file', () => {
  it('comes back whole: facts, files, planes, maps, annotations with history, models', async () => {
    const project = sampleProject();
    const again = await reopened(await zipOf(project));
    expect(await comparable(again)).toEqual(await comparable(project));
  });

  it(
    'comes back whole whatever its images are and are called',
    async () => {
      await fc.assert(
        fc.asyncProperty(projects, async (project) => {
          const again = await reopened(await zipOf(project));
          expect(await comparable(again)).toEqual(await comparable(project));
        }),
        { seed: 1, numRuns: 100 },
      );
    },
    SLOW_MS,
  );

  it('lists a checksum for every entry, under names that every system reads', async () => {
    const files = unzipSync(await zipOf(sampleProject()));
    const { entries } = JSON.parse(new TextDecoder().decode(files['checksums.json']));
    const { 'checksums.json': _own, ...others } = files;
    expect(Object.keys(entries).sort()).toEqual(Object.keys(others).sort());
    expect(Object.keys(others).sort()).toEqual([
      'annotations/1-page1.annotation',
      'annotations/2-page1.annotation',
      'images/1-_Zelle_a_1_2.TIF',
      'images/2.planes',
      'models/kept-cells-1/card.json',
      'models/kept-cells-1/model.json',
      'models/kept-cells-1/weights.bin',
      'predictions/1-page1.map',
      'predictions/1-page3.map',
      'project.json',
    ]);
  });

  it('opens from inside a folder, as a system packs what it has unpacked', async () => {
    const files = Object.entries(unzipSync(await zipOf(sampleProject())));
    const moved = Object.fromEntries(files.map(([path, bytes]) => [`My project/${path}`, bytes]));
    const packed = zipSync({ ...moved, '__MACOSX/My project/._project.json': new Uint8Array(3) });
    expect(await comparable(await reopened(packed as Uint8Array<ArrayBuffer>))).toEqual(
      await comparable(sampleProject()),
    );
  });

  it('gives an opened file as a piece of the ZIP file, not as a copy in memory', async () => {
    const bytes = await zipOf(sampleProject());
    const slices: [number, number][] = [];
    class WatchedBlob extends Blob {
      override slice(start = 0, end = this.size): Blob {
        slices.push([start, end]);
        return super.slice(start, end);
      }
    }
    const parts = await openProjectZip(new WatchedBlob([bytes]));
    slices.length = 0;
    const source = await parts.readSource('image-1');
    expect(source?.kind === 'file' && source.file.size).toBe(70);
    expect(slices.every(([start, end]) => end - start <= 70)).toBe(true);
  });

  it('is refused before a byte is written when it would pass 4 GiB', async () => {
    const parts = { ...projectParts(sampleProject()), byteLength: 2 ** 32 };
    let writtenBytes = 0;
    const writing = writeProjectZip(parts, (bytes) => {
      writtenBytes += bytes.length;
    });
    await expect(writing).rejects.toMatchObject({ code: 'too-large' });
    expect(writtenBytes).toBe(0);
  });

  it('waits for its sink, and passes on what the sink throws', async () => {
    let pending = 0;
    const slow = async () => {
      expect(++pending).toBe(1);
      await new Promise((resolve) => setTimeout(resolve, 1));
      pending--;
    };
    await writeProjectZip(projectParts(sampleProject()), slow);
    const full = () => Promise.reject(new Error('disk full'));
    await expect(writeProjectZip(projectParts(sampleProject()), full)).rejects.toThrow('disk full');
  });

  it(
    'is another project never, whichever byte of it is flipped or cut off',
    async () => {
      const original = await zipOf(sampleProject());
      const wanted = await comparable(sampleProject());
      let refused = 0;
      let tried = 0;
      const tryBytes = async (bytes: Uint8Array<ArrayBuffer>, what: string) => {
        tried++;
        try {
          expect(await comparable(await reopened(bytes)), what).toEqual(wanted);
        } catch (error) {
          const isNamed = ['corrupt-file', 'unsupported-format', 'too-large', 'not-found'] as const;
          if (!isNamed.some((code) => hasCode(error, code))) throw error;
          refused++;
        }
      };
      for (let at = 0; at < original.length; at += 13) {
        const bytes = original.slice();
        bytes[at] = (bytes[at] as number) ^ (1 << (at % 8));
        await tryBytes(bytes, `byte ${at}`);
      }
      // Times and marks of origin decide nothing; all else is noticed.
      expect(refused / tried).toBeGreaterThan(0.8);
      for (let length = 0; length < original.length; length += 97) {
        const before = refused;
        await tryBytes(original.slice(0, length), `${length} bytes`);
        expect(refused).toBe(before + 1);
      }
    },
    SLOW_MS,
  );
});
