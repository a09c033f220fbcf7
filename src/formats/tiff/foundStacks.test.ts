import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { seriesOfSet } from '#domain/series/fileSet.ts';
import { readOmeSet } from '#formats/tiff/readOmeSet.ts';
import { readTiff } from '#formats/tiff/readTiff.ts';
import { hasShared, sharedPath } from '#testing/sharedData.ts';

/** What the reference reader says about the axes of a file. */
interface FoundStack {
  readonly file: string;
  readonly corrupt: boolean;
  readonly ome?: boolean;
  readonly imagej?: boolean;
  readonly photometric?: string;
  readonly series?: readonly { readonly axes: string; readonly shape: readonly number[] }[];
}

const manifest: readonly FoundStack[] = hasShared
  ? JSON.parse(readFileSync(sharedPath('formats/manifest.json'), 'utf8')).files
  : [];
const open = (file: string) => new Blob([readFileSync(sharedPath(`formats/${file}`))]);

const stacks = manifest.filter(
  ({ file, corrupt, ome, imagej, series }) =>
    !corrupt && (ome || imagej) && series?.length === 1 && !file.includes('multifile'),
);

describe.skipIf(!hasShared)('OME-TIFFs and ImageJ stacks found in the wild', () => {
  it.each(
    stacks.map((found) => [found.file.slice(found.file.lastIndexOf('/') + 1), found] as const),
  )('%s has the axes that the reference reader finds', async (_, { file, series, photometric }) => {
    const image = await readTiff(open(file), 0);
    const [{ axes, shape } = { axes: '', shape: [] }] = series ?? [];
    const size = (axis: string) => shape[axes.indexOf(axis)] ?? 1;
    expect(image.pageCount).toBe(size('Z') * size('T'));
    expect([image.stack?.sizeZ ?? 1, image.stack?.sizeT ?? 1]).toEqual([size('Z'), size('T')]);
    const isPalette = photometric === 'PALETTE';
    if (!isPalette) expect(image.channels).toHaveLength(size('C') * size('S'));
  });

  it('say how far slices and time points lie apart, where they know', async () => {
    const spots = await readTiff(open('files/tiff/neubias__xyzc_16bit__spots.tif'), 0);
    expect(spots.stack).toMatchObject({ sizeZ: 17, sizeT: 1, zStepUm: expect.closeTo(0.4, 9) });
    expect(spots.stack?.timeStepS).toBeNull();
  });

  it('one file of a set shows the planes that it holds', async () => {
    const name = (z: number) => `files/ome_multifile/multifile-Z${z}.ome.tiff`;
    for (const z of [1, 2]) {
      const image = await readTiff(open(name(z)), 0);
      expect(image).toMatchObject({ pageCount: 1, width: 18, height: 24 });
      expect(image.stack).toBeUndefined();
    }
  });

  it('tells of the other files of its set, or which of them does', async () => {
    const name = (z: number) => `multifile-Z${z}.ome.tiff`;
    const set = await readOmeSet(open(`files/ome_multifile/${name(1)}`));
    expect(set).toMatchObject({ kind: 'described', sizeC: 1, stack: { sizeZ: 5, sizeT: 1 } });
    expect(await readOmeSet(open(`files/ome_multifile/${name(4)}`))).toEqual({
      kind: 'described-elsewhere',
      fileName: name(1),
    });
    if (set?.kind !== 'described') return;
    const files = [5, 4, 3, 2, 1].map((z) => ({ name: name(z), folder: '', byteLength: 10 }));
    expect(seriesOfSet(set, name(1), files)?.places).toEqual([4, 0, 3, 0, 2, 0, 1, 0, 0, 0]);
    expect(seriesOfSet(set, name(1), files.slice(1))).toBeNull();
  });
});
