import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { looksLikeLabels } from '#domain/segmentation/looksLikeLabels.ts';
import { readImagePage } from '#formats/readImage.ts';
import { hasShared, sharedPath } from '#testing/sharedData.ts';

async function isLabels(path: string): Promise<boolean> {
  return looksLikeLabels(await readImagePage(new Blob([readFileSync(path)]), 0));
}

describe.skipIf(!hasShared)('telling real label images from their images', () => {
  it.each([
    'dsb2018',
    'ctc_u373',
    'deepcell_cells_phase',
    'isbi2012_em',
    'monuseg_he',
    'mitocheck_hela',
    'deepcell_nuclei',
  ])(
    '%s',
    async (set) => {
      const names = readdirSync(sharedPath(`data/${set}/labels`)).slice(0, 6);
      for (const name of names) {
        expect(await isLabels(sharedPath(`data/${set}/labels/${name}`)), name).toBe(true);
        expect(await isLabels(sharedPath(`data/${set}/images/${name}`)), name).toBe(false);
      }
    },
    60_000,
  );
});
