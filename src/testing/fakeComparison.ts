import type { LabelImage } from '#domain/image/labelImage.ts';
import type { WrongObject } from '#domain/metrics/truth/comparedObjects.ts';
import { comparedPlanes } from '#domain/metrics/truth/comparedPlanes.ts';
import { scorePlanes } from '#domain/metrics/truth/compareWithTruth.ts';
import type { ImageComparison } from '#domain/metrics/truth/imageComparison.ts';

/** What the fake image worker finds wrong: one object of each kind. */
export const FAKE_WRONG: readonly WrongObject[] = [
  {
    kind: 'missed',
    label: 2,
    areaPx: 2,
    bestIou: 0,
    box: { x: 2, y: 0, width: 2, height: 1 },
  },
  {
    kind: 'false',
    label: 3,
    areaPx: 1,
    bestIou: 0.25,
    box: { x: 0, y: 1, width: 1, height: 1 },
  },
];

/** Scores of a row of eight pixels: one object right, one missed, one false. */
export function fakeComparison(): ImageComparison {
  const row = (...data: number[]): LabelImage => ({
    width: data.length,
    height: 1,
    data: Uint32Array.from(data),
  });
  const background = 0xffff_ffff;
  const truth = row(1, 1, 2, 2, background, background, background, background);
  const planes = comparedPlanes(truth, row(1, 1, 0, 0, 3, 0, 0, 0), null);
  return scorePlanes(planes, null).comparison;
}
