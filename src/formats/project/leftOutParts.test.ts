import { describe, expect, it } from 'vitest';
import type { ProjectParts } from '#domain/project/projectParts.ts';
import { openProjectZip } from '#formats/project/openProjectZip.ts';
import { writeProjectZip } from '#formats/project/writeProjectZip.ts';
import { AppError } from '#lib/errors.ts';
import { readAllParts } from '#testing/comparableProject.ts';
import { projectParts, sampleProject } from '#testing/projectSamples.ts';

const project = sampleProject();
const sound = projectParts(project);

/** Writes and opens a project. */
async function exported(parts: ProjectParts) {
  const pieces: Blob[] = [];
  const leftOut = await writeProjectZip(parts, (bytes) => {
    pieces.push(new Blob([bytes.slice()]));
  });
  return { leftOut, again: await readAllParts(await openProjectZip(new Blob(pieces))) };
}

const damaged = () => Promise.reject(new AppError('corrupt-file', 'It is damaged.'));
const gone = () => Promise.reject(new AppError('not-found', 'It is gone.'));

describe('a project of which something is damaged', () => {
  it('goes out with all the rest, and says what is not in it', async () => {
    const { leftOut, again } = await exported({
      ...sound,
      readSource: (id) => (id === 'image-2' ? damaged() : sound.readSource(id)),
      readMap: (id, page) => (page === 2 ? damaged() : sound.readMap(id, page)),
      readAnnotation: gone,
      readModel: damaged,
    });
    const [first, second, third] = project.images.map(({ name }) => name);
    const annotations = [...sound.annotatedPages].flatMap(([id, pages]) => {
      const name = project.images.find((image) => image.id === id)?.name;
      return pages.map((pageIndex) => ({ kind: 'annotation', name, pageIndex }));
    });
    expect(annotations).not.toEqual([]);
    expect(new Set(leftOut)).toEqual(
      new Set([
        { kind: 'prediction', name: first, pageIndex: 2 },
        { kind: 'pixels', name: second, pageIndex: null },
        { kind: 'pixels', name: third, pageIndex: null },
        ...annotations,
        { kind: 'model', name: 'kept-cells-1', pageIndex: null },
      ]),
    );
    expect(again.facts).toEqual(project.facts);
    expect(again.images.map(({ predictions }) => predictions.map((p) => p.pageIndex))).toEqual([
      [0],
      [],
      [],
    ]);
    expect([...again.maps]).toEqual([...project.maps].filter(([key]) => key === 'image-1/0'));
    expect([...again.pixels.keys()]).toEqual(['image-1']);
    expect(again.annotations.size).toBe(0);
    expect(again.models.size).toBe(0);
  });

  it('does without a file that was changed on the disk since it was opened', async () => {
    const changed = () => Promise.reject(new DOMException('It was changed.', 'NotReadableError'));
    const file = Object.assign(new Blob(['abc']), { slice: () => ({ arrayBuffer: changed }) });
    const { leftOut, again } = await exported({
      ...sound,
      readSource: () => Promise.resolve({ kind: 'file', file: file as unknown as Blob }),
    });
    expect(leftOut.map(({ kind }) => kind)).toEqual(['pixels', 'pixels', 'pixels']);
    expect(again.maps.size).toBe(project.maps.size);
  });

  it('does not go out when there is another reason, such as a lack of memory', async () => {
    const fails = () => Promise.reject(new AppError('out-of-memory', 'Close something.'));
    await expect(exported({ ...sound, readMap: fails })).rejects.toThrow('Close something.');
  });
});
