import { expect, it } from 'vitest';
import type { Job } from '#store/slices/runSlice.ts';
import { formatDuration } from '#text/format.ts';
import { progressPercent, progressText } from '#ui/run/runText.ts';
import { matchingScale, unreachableScale } from '#ui/run/ScaleSlider.tsx';

const job: Job = {
  id: 'job-1',
  kind: 'segment',
  imageId: 'image-1',
  position: 1,
  imageCount: 1,
  pageIndex: null,
  queueSecondsLeft: null,
  stage: 'predicting',
  hasTiles: false,
  progress: { phase: 'predicting', tilesDone: 12, tileCount: 40, secondsLeft: 33.2 },
  cancel: () => undefined,
};

it('tells tiles, time left and percent', () => {
  expect(progressText(job)).toBe('12 of 40 tiles · 34 s left');
  expect(progressPercent(job)).toBe(30);
});

it('tells the percent of all planes where a stack is segmented', () => {
  expect(progressPercent({ ...job, pageIndex: 1, position: 2, imageCount: 4 })).toBe(32);
});

it('tells no time before it is known, and no percent before the tiles are counted', () => {
  const starting = { ...job.progress, tilesDone: 0, tileCount: 0, secondsLeft: null };
  expect(progressText({ ...job, progress: starting })).toBe('0 of 0 tiles');
  expect(progressPercent({ ...job, progress: starting })).toBe(0);
});

it('tells that it stops, and that objects are being found', () => {
  expect(progressText({ ...job, stage: 'extracting' })).toBe('Finding objects…');
  expect(progressPercent({ ...job, stage: 'extracting' })).toBe(100);
});

it.each([
  [0.2, '1 s'],
  [59.5, '60 s'],
  [61, '2 min'],
  [3600, '1 h'],
  [7500, '2 h 5 min'],
])('writes %d s as %s', (seconds, text) => {
  expect(formatDuration(seconds)).toBe(text);
});

it.each([
  [0.65, 0.65, 1],
  [0.325, 0.65, 0.5],
  [2.6, 0.65, 4],
  [null, 0.65, null],
  [0.65, null, null],
])('matches %d µm of the image to %d µm of the network with scale %d', (image, model, scale) => {
  expect(matchingScale(image, model)).toBe(scale);
});

it.each([
  [0.5, 0.004, 125],
  [0.1, 0.65, 0.1 / 0.65],
])(
  'offers no scale where %d µm of the image are too far from %d µm of the network',
  (image, model, scale) => {
    expect(matchingScale(image, model)).toBeNull();
    expect(unreachableScale(image, model)).toBe(scale);
  },
);
