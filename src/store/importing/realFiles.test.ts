import { readdirSync, readFileSync } from 'node:fs';
import { basename } from 'node:path';
import { describe, expect, it } from 'vitest';
import { BACKGROUND } from '#domain/annotation/annotationValues.ts';
import { readLabelImage } from '#domain/segmentation/labelReading.ts';
import { writeCoco } from '#formats/coco/writeCoco.ts';
import { writeGeoJson } from '#formats/geojson/writeGeoJson.ts';
import { readImagePage } from '#formats/readImage.ts';
import { writeRoiZip } from '#formats/roi/writeRoiZip.ts';
import type { OpenableFile } from '#store/actions/openableFile.ts';
import { createAppStore } from '#store/appStore.ts';
import { planeOf } from '#testing/exportedPlanes.ts';
import { fakeServices } from '#testing/fakeServices.ts';
import { hasShared, sharedPath } from '#testing/sharedData.ts';

/** A page that reads real files, and everything about labels as its workers do. */
async function openRealPage() {
  const { services } = fakeServices();
  const real = {
    ...services,
    decode: (file: Blob, _: string, page: number) => readImagePage(file, page),
  };
  const { actions, getState } = createAppStore(real);
  await actions.startUp({ modelId: null, sampleId: null });
  const open = (...files: readonly OpenableFile[]) => actions.openFiles(files);
  const pick = (file: File) => actions.importObjects([{ file, folder: '' }]);
  const annotation = async () => {
    const { labels } = await services.annotation.read({ imageId: getState().images[0]?.id ?? '' });
    return labels.data.map((value) => (value === BACKGROUND ? 0 : value));
  };
  return { open, pick, annotation, getState };
}

function fileAt(path: string, folder = ''): OpenableFile {
  return { file: new File([readFileSync(sharedPath(path))], basename(path)), folder };
}

/** Comparing pixel by pixel would take a test's time. */
function isSame(one: Uint32Array, other: Uint32Array): boolean {
  return one.length === other.length && one.every((value, i) => value === other[i]);
}

const SETS = ['dsb2018', 'stardist_sample', 'mitocheck_hela'] as const;

describe.skipIf(!hasShared)('objects of real images', () => {
  it.each(SETS)(
    'of %s are the same by label image, ROIs, GeoJSON and COCO',
    async (set) => {
      const name = readdirSync(sharedPath(`data/${set}/labels`)).at(-1) ?? '';
      const image = () => fileAt(`data/${set}/images/${name}`, 'images');
      const byLabels = await openRealPage();
      await byLabels.open(image(), fileAt(`data/${set}/labels/${name}`, 'labels'));
      const expected = await byLabels.annotation();
      const truth = await readImagePage(fileAt(`data/${set}/labels/${name}`).file, 0);
      const { labels, objectCount } = readLabelImage(truth, 'auto');
      expect(objectCount).toBeGreaterThan(5);
      expect(isSame(expected, labels.data)).toBe(true);
      const plane = planeOf(labels, { imageName: name });
      const stem = name.replace('.png', '');
      const others = [
        new File([...writeRoiZip([plane])], `${stem}.zip`),
        new File([...writeGeoJson([plane])], `${stem}.geojson`),
        new File([...writeCoco([plane])], 'instances.json'),
      ];
      for (const file of others) {
        const page = await openRealPage();
        await page.open(image(), { file, folder: '' });
        expect(page.getState().alerts, file.name).toEqual([]);
        expect(isSame(await page.annotation(), expected), file.name).toBe(true);
      }
    },
    120_000,
  );

  it('a stack of labels belongs to its stack, page by page', async () => {
    const page = await openRealPage();
    const { file } = fileAt('data/stardist_sample/mask3d.tif');
    const labels = { file: new File([file], 'img3d_mask.tif'), folder: '' };
    await page.open(fileAt('data/stardist_sample/img3d.tif'), labels);
    const [entry] = page.getState().images;
    expect(page.getState().alerts).toEqual([]);
    expect(entry?.info?.pageIndex).toBe(0);
    expect(page.getState().history.past).toHaveLength(entry?.info?.pageCount ?? 0);
  }, 120_000);
});

describe.skipIf(!hasShared)('what the values of real label images mean', () => {
  const doubtsOf = async (set: string) => {
    const names = readdirSync(sharedPath(`data/${set}/labels`)).slice(0, 5);
    const images = names.map((name) => readImagePage(fileAt(`data/${set}/labels/${name}`).file, 0));
    return (await Promise.all(images)).map((image) => readLabelImage(image, 'auto').doubt);
  };

  it.each([
    'dsb2018',
    'ctc_u373',
    'deepcell_cells_phase',
    'deepcell_nuclei',
    'mitocheck_hela',
    'monuseg_he',
    'bacteria_pseudo',
    'stardist_sample',
    'maize_clsm',
  ])(
    'is in no doubt where they are ids: %s',
    async (set) => {
      expect(new Set(await doubtsOf(set))).toEqual(new Set([null]));
    },
    120_000,
  );

  it.each(['epfl_em_multiclass', 'uhcs_steel_sem'])(
    'is asked for where they are classes: %s',
    async (set) => {
      const doubts = await doubtsOf(set);
      expect(doubts.filter((doubt) => doubt !== null).length).toBeGreaterThan(0.5 * doubts.length);
    },
    120_000,
  );
});

it('what is neither objects nor a picture is refused with what could be imported', async () => {
  const page = await openRealPage();
  const gray = new File(['P5 2 2 255\n', new Uint8Array(4)], 'gray.pgm');
  await page.open({ file: gray, folder: '' });
  await page.pick(new File(['label,area\n1,20\n'], 'objects.csv'));
  const [alert] = page.getState().alerts;
  expect(alert?.title).toBe('The objects of objects.csv could not be read');
  expect(alert?.message).toContain('ImageJ ROIs (.roi, .zip), GeoJSON or COCO');
});
