import { readdirSync, readFileSync } from 'node:fs';
import { decode } from 'fast-png';
import { describe, expect, it } from 'vitest';
import { PROBABILITY_LEVELS } from '#domain/image/probabilityMap.ts';
import { matchInstances } from '#domain/metrics/instanceMatching.ts';
import { overlapTable } from '#domain/metrics/overlapTable.ts';
import { extractInstances } from '#domain/segmentation/extractInstances.ts';
import { hasShared, sharedPath } from '#testing/sharedData.ts';

const SETTINGS = {
  threshold: 0.5,
  minimumSizePx: 10,
  fillHoles: false,
  removeBorderObjects: false,
  growToBorders: false,
};

describe.skipIf(!hasShared)('on nuclei of the 2018 Data Science Bowl', () => {
  const folder = 'data/dsb2018/labels';
  const names = () =>
    readdirSync(sharedPath(folder)).filter((name) => name.startsWith('fluo_640x512'));

  /** F1 at IoU 0.5 over all images, from masks in which touching nuclei are one blob. */
  function scoreSplit(splitTouching: number): number {
    let matchedCount = 0;
    let objectCount = 0;
    for (const name of names()) {
      const { width, height, data } = decode(readFileSync(sharedPath(`${folder}/${name}`)));
      const truth = { width, height, data: Uint32Array.from(data) };
      const mask = Uint16Array.from(data, (id) => (id > 0 ? PROBABILITY_LEVELS : 0));
      const map = { width, height, data: mask };
      const { labels } = extractInstances(map, { ...SETTINGS, splitTouching });
      const match = matchInstances(overlapTable(truth, labels), 0.5);
      matchedCount += 2 * match.truePositives;
      objectCount += 2 * match.truePositives + match.falsePositives + match.falseNegatives;
    }
    return matchedCount / objectCount;
  }

  it('makes less than half the errors once touching nuclei are split', () => {
    const f1 = scoreSplit(0.85);
    expect(f1).toBeGreaterThan(0.96);
    expect(1 - f1).toBeLessThan((1 - scoreSplit(0)) / 2);
  });
});
