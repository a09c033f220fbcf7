import { zipSync } from 'fflate';
import { describe, expect, it } from 'vitest';
import type { ObjectFile } from '#domain/outline/objectFile.ts';
import { labelsOf } from '#formats/objects/labelsOf.ts';
import { readObjectFile } from '#formats/objects/readObjectFile.ts';
import { encodeRoi } from '#formats/roi/encodeRoi.ts';
import { packStored } from '#formats/zip/packStored.ts';
import { createRandom } from '#lib/random.ts';

const SQUARE = [
  [0, 0],
  [2, 0],
  [2, 2],
  [0, 2],
  [0, 0],
];

const read = (...parts: BlobPart[]) => readObjectFile(new Blob(parts));
const readJson = (json: unknown) => read(JSON.stringify(json));
const refused = (code: string) => expect.objectContaining({ code });

function feature(geometry: unknown, properties: unknown = {}) {
  return { type: 'FeatureCollection', features: [{ type: 'Feature', geometry, properties }] };
}

function polygon(ring: readonly unknown[] = SQUARE) {
  return { type: 'Polygon', coordinates: [ring] };
}

function coco(segmentation: unknown, more: object = {}) {
  return {
    images: [{ id: 1, file_name: 'a.png', width: 3, height: 2 }],
    categories: [{ id: 1, name: 'cell' }],
    annotations: [{ id: 1, image_id: 1, category_id: 1, segmentation, ...more }],
  };
}

describe('files that hold no objects', () => {
  it.each([
    ['nothing', ''],
    ['a text', 'label,area\n1,2'],
    ['JSON of something else', '{"modelTopology":{},"weightsManifest":[]}'],
    ['a list of something else', '[1,2,3]'],
    ['an empty list', '[]'],
    ['JSON that is cut off', '{"iterations":'],
    ['a value of JSON', 'null'],
    ['a very deep list', '['.repeat(100_000)],
  ])('are told as such: %s', async (_, text) => {
    expect(await read(text)).toBeNull();
  });

  it('are told as such: a ZIP file of other files', async () => {
    expect(await read(zipSync({ 'project.json': new Uint8Array(9) }) as BlobPart)).toBeNull();
  });
});

describe('GeoJSON of unknown origin', () => {
  it.each([
    [
      'a corner that is a text',
      feature(
        polygon([
          ['0', 0],
          [2, 0],
          [2, 2],
        ]),
      ),
    ],
    ['a corner without y', feature(polygon([[0], [2, 0], [2, 2]]))],
    [
      'a corner too far away',
      feature(
        polygon([
          [0, 0],
          [1e300, 0],
          [2, 2],
        ]),
      ),
    ],
    ['rings that are none', feature({ type: 'Polygon', coordinates: [1, 2] })],
    ['coordinates that are none', feature({ type: 'MultiPolygon', coordinates: { length: 9 } })],
    ['no coordinates', feature({ type: 'Polygon' })],
    ['features that are none', { type: 'FeatureCollection', features: { length: 2 } }],
    ['a feature that is none', { type: 'FeatureCollection', features: [null] }],
    ['a part that is none', feature({ type: 'GeometryCollection', geometries: [7] })],
  ])('is refused with %s', async (_, json) => {
    await expect(readJson(json)).rejects.toThrow(refused('corrupt-file'));
  });

  it('is refused when it ends early, holds numbers without end or is nested too deeply', async () => {
    const text = JSON.stringify(feature(polygon()));
    await expect(read(text.slice(0, -3))).rejects.toThrow(refused('corrupt-file'));
    const endless = text.replace('[2,2]', '[1e999,2]');
    await expect(read(endless)).rejects.toThrow(refused('corrupt-file'));
    const deep = `{"type":"FeatureCollection","features":${'['.repeat(1e6)}`;
    await expect(read(deep)).rejects.toThrow(refused('too-large'));
  });

  it('is refused unparsed when it would take more memory than there is', async () => {
    const filler = new Uint8Array(30_000_000).map((_, i) => '[],'.charCodeAt(i % 3));
    const many = ['{"type":"FeatureCollection","features":[', filler, filler, filler, '[]]}'];
    await expect(read(...many)).rejects.toThrow(refused('too-large'));
  });

  it('changes no prototype', async () => {
    const text = JSON.stringify(feature(polygon())).replace(
      '"properties":{',
      '"properties":{"__proto__":{"polluted":1},"constructor":{"prototype":{"polluted":1}},"name":"__proto__","classification":{"name":"__proto__"}',
    );
    const plane = (await read(text))?.planes[0];
    expect(plane?.objects[0]).toMatchObject({ name: '__proto__', className: '__proto__' });
    expect(plane && labelsOf(plane, 2, 2).classes).toEqual(new Map());
    expect({}).not.toHaveProperty('polluted');
  });

  it('gives names of bounded length, without characters that show something else', async () => {
    const names = { name: `a\u202e\u0000${'x'.repeat(1e6)}`, classification: { name: ' \n ' } };
    const object = (await readJson(feature(polygon(), names)))?.planes[0]?.objects[0];
    expect(object?.name).toMatch(/^a {2}x{197}$/);
    expect(object?.className).toBeNull();
  });

  it('takes planes that are none for not told', async () => {
    const json = feature({ ...polygon(), plane: { c: -1, z: -3, t: 1.5 } });
    expect((await readJson(json))?.planes).toMatchObject([{ z: null, t: null, pageIndex: null }]);
  });
});

describe('COCO of unknown origin', () => {
  it.each([
    ['run lengths that are not the image', { size: [2, 3], counts: [1, 2] }],
    ['run lengths that are negative', { size: [2, 3], counts: [7, -1] }],
    ['run lengths that are no numbers', { size: [2, 3], counts: ['6'] }],
    ['an image larger than any', { size: [1e9, 1e9], counts: [1e18] }],
    ['an image of no size', { size: [2], counts: [6] }],
    ['text that is no run lengths', { size: [2, 3], counts: 'ä' }],
    ['text that never ends', { size: [2, 3], counts: 'oooooooooooooo' }],
    ['text that is cut off', { size: [2, 3], counts: 'o' }],
    ['a segmentation that is none', 7],
    ['an odd number of coordinates', [[0, 0, 2, 0, 2]]],
    ['a corner that is no number', [[0, 0, 2, 0, 2, null]]],
    ['a polygon that is none', [{ length: 8 }]],
  ])('is refused with %s', async (_, segmentation) => {
    await expect(readJson(coco(segmentation))).rejects.toThrow(refused('corrupt-file'));
  });

  it('is refused when an annotation belongs to no image, or lists are none', async () => {
    const astray = coco([[0, 0, 2, 0, 2, 2]], { image_id: '__proto__' });
    await expect(readJson(astray)).rejects.toThrow(refused('corrupt-file'));
    await expect(readJson({ images: 1, annotations: [] })).rejects.toThrow(refused('corrupt-file'));
    await expect(readJson({ images: [], annotations: {} })).rejects.toThrow(
      refused('corrupt-file'),
    );
  });

  it('counts annotations without outlines, and keeps file names without their folders', async () => {
    const json = coco([[0, 0, 2, 0, 2, 2, 0, 2]]);
    json.annotations.push({ ...(json.annotations[0] as object), segmentation: [] } as never);
    json.images[0] = { id: 1, file_name: 'C:\\data/../cells\\a.png', width: -4, height: 2 };
    expect(await readJson(json)).toMatchObject({
      skippedCount: 1,
      planes: [{ imageName: 'a.png', size: null }],
    });
  });
});

describe('ROI files of unknown origin', () => {
  const roi = encodeRoi({
    name: 'cell',
    polygons: [{ outer: Float64Array.from(SQUARE.slice(0, 4).flat()), holes: [] }],
    position: null,
    group: 0,
  });

  it('may have any names: they lead to no folder', async () => {
    const names = ['../../etc/passwd', 'C:\\a:b', '__proto__'].map((name) => `${name}.roi`);
    const file = await read(...packStored(names.map((name) => [name, roi] as const)));
    expect(file?.planes[0]?.objects).toHaveLength(3);
  });

  it('are refused when packed to a bomb, before it unpacks', async () => {
    await expect(read(claiming(new Uint8Array(5e6), 200))).rejects.toThrow(refused('corrupt-file'));
    const random = createRandom(1);
    const noise = new Uint8Array(1.2e6).map(() => random.uniform(0, 256));
    await expect(read(claiming(noise, 1.1e9))).rejects.toThrow(refused('too-large'));
  });

  it('are refused when the ZIP file or a ROI in it is cut off or changed', async () => {
    const [whole = new Uint8Array(0)] = [
      new Uint8Array(await new Blob([...packStored([['a.roi', roi]])]).arrayBuffer()),
    ];
    for (let length = 2; length < whole.length; length++) {
      await expect(read(whole.slice(0, length))).rejects.toThrow(refused('corrupt-file'));
    }
    const changed = whole.slice();
    changed[60] = 9;
    await expect(read(changed)).rejects.toThrow(refused('corrupt-file'));
    await expect(read(...packStored([['a.roi', new Uint8Array(99)]]))).rejects.toThrow(
      refused('corrupt-file'),
    );
  });

  it('are refused when there are more than can be', async () => {
    const pieces = packStored([['a.roi', roi]]);
    const end = (pieces.at(-1) as Uint8Array<ArrayBuffer>).slice();
    new DataView(end.buffer).setUint16(10, 60_000, true);
    await expect(read(...pieces.slice(0, -1), end)).rejects.toThrow(refused('corrupt-file'));
  });
});

describe('objects that overlap without end', () => {
  it('are refused when they would take hours to paint', async () => {
    const mask = { width: 1000, height: 1000, counts: Uint32Array.of(0, 1e6) };
    const plane: ObjectFile['planes'][number] = {
      imageName: null,
      z: null,
      t: null,
      pageIndex: null,
      size: null,
      objects: new Array(1e6).fill({ name: null, className: null, polygons: [], mask }),
    };
    expect(() => labelsOf(plane, 8, 8)).toThrow(refused('too-large'));
  }, 240_000);
});

/** A ZIP file of one ROI whose directory claims that it unpacks to `byteLength`. */
function claiming(bytes: Uint8Array, byteLength: number): Uint8Array<ArrayBuffer> {
  const zip = zipSync({ 'a.roi': bytes }) as Uint8Array<ArrayBuffer>;
  const entry = zip.length - 22 - 46 - 'a.roi'.length;
  new DataView(zip.buffer).setUint32(entry + 24, byteLength, true);
  return zip;
}
