import { decode as decodePng } from 'fast-png';
import { unzipSync } from 'fflate';
import UTIF from 'utif2';
import { describe, expect, it } from 'vitest';
import { EXPORT_FORMATS } from '#domain/export/exportedPlane.ts';
import type { ExportedFile, ExportOptions } from '#domain/export/exportOptions.ts';
import { labelColor } from '#domain/image/labelPalette.ts';
import { measureInstances } from '#domain/measurement/measureInstances.ts';
import { ExportSession } from '#formats/export/exportSession.ts';
import type { FactsPlane } from '#formats/export/planeSink.ts';

const [WIDTH, HEIGHT] = [40, 30];

const OPTIONS: ExportOptions = {
  formats: EXPORT_FORMATS,
  joins: 'image',
  joinedStem: 'results',
  isZipped: false,
  overlay: { style: 'filled', opacity: 1 },
};

/** A plane of `count` objects of 3 × 3 px in a row. */
function planeOf(imageName: string, count: number, z = 0, pageCount = 1): FactsPlane {
  const data = new Uint32Array(WIDTH * HEIGHT);
  for (let object = 0; object < count; object++) {
    for (let row = 2; row < 5; row++) {
      data.fill(object + 1, row * WIDTH + 4 * object + 1, row * WIDTH + 4 * object + 4);
    }
  }
  const labels = { width: WIDTH, height: HEIGHT, data };
  const pixels = Float32Array.from(data, (_, i) => i % 10);
  return {
    imageName,
    place: { pageIndex: pageCount > 1 ? z : 0, z, t: 0 },
    pixelSizeUm: 0.5,
    labels,
    classes: new Map(),
    objects: measureInstances(labels, [pixels], { pixelSizeUm: 0.5 }),
    map: { width: WIDTH, height: HEIGHT, data: new Uint16Array(WIDTH * HEIGHT).fill(65_535) },
    facts: {
      source: 'segmentation',
      modelTitle: 'Nuclei',
      settings: {
        threshold: 0.4,
        minimumSizePx: 5,
        fillHoles: true,
        removeBorderObjects: false,
        splitTouching: 0.9,
        growToBorders: false,
      },
    },
  };
}

/** Writes planes with a grey picture under the overlay, in two bands. */
async function writeImage(
  session: ExportSession,
  stem: string,
  planes: readonly FactsPlane[],
): Promise<readonly ExportedFile[]> {
  for (const plane of planes) {
    await session.addPlane(stem, plane);
    for (const rows of [13, HEIGHT - 13]) {
      await session.addShownRows(new Uint8Array(3 * WIDTH * rows).fill(100));
    }
  }
  return session.endImage();
}

const namesOf = (files: readonly ExportedFile[]) => files.map(({ name }) => name).sort();

async function bytesOf(files: readonly ExportedFile[], name: string) {
  const file = files.find((one) => one.name === name);
  return new Uint8Array((await file?.blob.arrayBuffer()) ?? new ArrayBuffer(0));
}

/** A CSV without quotes by its header. */
function tableOf(text: string): Record<string, string>[] {
  const [header = '', ...lines] = text.trimEnd().split('\n');
  const ids = header.split(',');
  return lines.map((line) =>
    Object.fromEntries(line.split(',').map((cell, index) => [ids[index] ?? '', cell])),
  );
}

describe('ExportSession', () => {
  it('writes every format of one plane under the name of its image', async () => {
    const session = new ExportSession(OPTIONS);
    const files = await writeImage(session, 'cells', [planeOf('cells.tif', 4)]);
    expect(namesOf(files)).toEqual([
      'cells.coco.json',
      'cells.geojson',
      'cells.labels.tif',
      'cells.mask.png',
      'cells.objects.csv',
      'cells.overlay.png',
      'cells.probability.tif',
      'cells.rois.zip',
      'cells.summary.csv',
    ]);
    expect(await session.end()).toEqual([]);
    expect(Object.keys(unzipSync(await bytesOf(files, 'cells.rois.zip')))).toHaveLength(4);
    const coco = JSON.parse(new TextDecoder().decode(await bytesOf(files, 'cells.coco.json')));
    expect(coco.annotations.map(({ area }: { area: number }) => area)).toEqual([9, 9, 9, 9]);
  });

  it('draws the objects in the colours of the viewer over the picture', async () => {
    const session = new ExportSession(OPTIONS);
    const files = await writeImage(session, 'cells', [planeOf('cells.tif', 4)]);
    const { width, height, channels, data } = decodePng(await bytesOf(files, 'cells.overlay.png'));
    expect([width, height, channels]).toEqual([WIDTH, HEIGHT, 3]);
    const pixel = (x: number, y: number) => [
      ...data.slice(3 * (y * WIDTH + x), 3 * (y * WIDTH + x) + 3),
    ];
    expect(pixel(0, 0)).toEqual([100, 100, 100]);
    expect(pixel(39, 29)).toEqual([100, 100, 100]);
    for (const object of [1, 2, 3, 4]) {
      const color = labelColor(object).map((part) => Math.round(255 * part));
      expect(pixel(4 * object - 2, 3)).toEqual(color);
    }
    const mask = decodePng(await bytesOf(files, 'cells.mask.png'));
    expect([mask.channels, mask.data[0], mask.data[2 * WIDTH + 1]]).toEqual([1, 0, 255]);
    expect(mask.resolution).toEqual({ x: 2_000_000, y: 2_000_000, unit: 1 });
  });

  it('sums up each plane with what its objects were found by', async () => {
    const session = new ExportSession({ ...OPTIONS, formats: ['summary-csv'] });
    const files = await writeImage(session, 'a', [
      planeOf('a.tif', 4, 0, 2),
      planeOf('a.tif', 0, 1, 2),
    ]);
    const [first, second] = tableOf(await (files[0]?.blob.text() ?? ''));
    expect(first).toMatchObject({
      image: 'a.tif',
      z: '1',
      t: '1',
      object_count: '4',
      // 4 objects on 20 µm × 15 µm
      density_per_mm2: String(4 / (300 / 1e6)),
      area_mean_px: '9',
      area_median_um2: '2.25',
      area_sd_px: '0',
      covered_fraction: '0.03',
      model: 'Nuclei',
      threshold: '0.4',
      minimum_size_px: '5',
      fill_holes: 'yes',
      grow_to_borders: 'no',
    });
    expect(second).toMatchObject({ z: '2', object_count: '0', area_mean_px: '', area_sd_px: '' });
  });

  it('joins planes to stacks and numbers the pictures that cannot be', async () => {
    const session = new ExportSession(OPTIONS);
    const planes = Array.from({ length: 12 }, (_, z) => planeOf('s.tif', 1 + (z % 3), z, 12));
    const files = await writeImage(session, 's', planes);
    expect(namesOf(files).filter((name) => name.endsWith('.mask.png'))).toEqual(
      planes.map(({ place }) => `s_z${String(place.z + 1).padStart(2, '0')}.mask.png`),
    );
    const pages = UTIF.decode((await bytesOf(files, 's.labels.tif')).buffer);
    expect(pages).toHaveLength(12);
    const rows = tableOf(new TextDecoder().decode(await bytesOf(files, 's.objects.csv')));
    expect(rows).toHaveLength(24);
    expect(rows.filter(({ z }) => z === '3')).toHaveLength(3);
    const coco = JSON.parse(new TextDecoder().decode(await bytesOf(files, 's.coco.json')));
    expect([coco.images.length, coco.annotations.length]).toEqual([12, 24]);
  });

  it('packs images into one ZIP file, tables and COCO joined, without what failed', async () => {
    const session = new ExportSession({ ...OPTIONS, joins: 'all', isZipped: true });
    expect(await writeImage(session, 'a', [planeOf('a.tif', 2)])).toEqual([]);
    await session.addPlane('torn', planeOf('torn.tif', 7));
    session.dropImage();
    expect(await writeImage(session, 'b', [planeOf('b.png', 3)])).toEqual([]);
    const files = await session.end();
    expect(namesOf(files)).toEqual(['results.zip']);
    const entries = unzipSync(await bytesOf(files, 'results.zip'));
    expect(Object.keys(entries).sort()).toEqual(
      [
        ...['a', 'b'].flatMap((stem) =>
          ['geojson', 'labels.tif', 'mask.png', 'overlay.png', 'probability.tif', 'rois.zip'].map(
            (end) => `${stem}.${end}`,
          ),
        ),
        ...['coco.json', 'objects.csv', 'summary.csv'].map((end) => `results.${end}`),
      ].sort(),
    );
    const text = (name: string) => new TextDecoder().decode(entries[name]);
    expect(tableOf(text('results.objects.csv')).map(({ image }) => image)).toEqual([
      ...['a.tif', 'a.tif'],
      ...['b.png', 'b.png', 'b.png'],
    ]);
    expect(tableOf(text('results.summary.csv')).map(({ image }) => image)).toEqual([
      'a.tif',
      'b.png',
    ]);
    expect(JSON.parse(text('results.coco.json')).annotations).toHaveLength(5);
  });

  it('lists an image without objects in every file, as one that has none', async () => {
    const session = new ExportSession({ ...OPTIONS, joins: 'all', isZipped: true });
    await writeImage(session, 'cells', [planeOf('cells.tif', 2)]);
    await writeImage(session, 'empty', [planeOf('empty.tif', 0)]);
    const entries = unzipSync(await bytesOf(await session.end(), 'results.zip'));
    const textOf = (name: string) => new TextDecoder().decode(entries[name]);
    const { images, annotations } = JSON.parse(textOf('results.coco.json'));
    expect(images).toMatchObject([
      { id: 1, file_name: 'cells.tif', width: WIDTH, height: HEIGHT },
      { id: 2, file_name: 'empty.tif', width: WIDTH, height: HEIGHT },
    ]);
    expect(annotations.map(({ image_id }: { image_id: number }) => image_id)).toEqual([1, 1]);
    const collection = { type: 'FeatureCollection', features: [] };
    expect(JSON.parse(textOf('empty.geojson'))).toEqual(collection);
    expect(unzipSync(entries['empty.rois.zip'] ?? new Uint8Array())).toEqual({});
    const rows = tableOf(textOf('results.summary.csv'));
    expect(rows[1]).toMatchObject({ image: 'empty.tif', object_count: '0', area_mean_px: '' });
    expect(rows[1]?.['covered_fraction']).toBe('0');
    expect(textOf('results.objects.csv')).not.toContain('empty.tif');
    const [page] = UTIF.decode((entries['empty.labels.tif'] ?? new Uint8Array()).slice().buffer);
    expect([page?.['t256'], page?.['t258']]).toEqual([[WIDTH], [16]]);
  });

  it('names the labels of an annotation so that they are paired with the image again', async () => {
    const session = new ExportSession({ ...OPTIONS, formats: ['labels-tiff', 'objects-csv'] });
    const facts = { source: 'annotation', modelTitle: null, settings: null } as const;
    const plane = { ...planeOf('a.tif', 2), map: null, classes: new Map([[2, 3]]), facts };
    const files = await writeImage(session, 'a', [plane]);
    expect(namesOf(files)).toEqual(['a.objects.csv', 'a_labels.tif']);
    const rows = tableOf(new TextDecoder().decode(await bytesOf(files, 'a.objects.csv')));
    expect(rows.map((row) => row['class'])).toEqual(['1', '3']);
  });
});
