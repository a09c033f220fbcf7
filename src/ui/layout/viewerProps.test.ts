import { describe, expect, it } from 'vitest';
import type { InstanceSettings } from '#domain/segmentation/instanceSettings.ts';
import { type ImageResult, resultFrom } from '#store/slices/resultsSlice.ts';
import type { Job } from '#store/slices/runSlice.ts';
import { FAKE_CARDS, fakeChannel } from '#testing/fakeImages.ts';
import { type OverlaySource, viewerChannels, viewerOverlay } from '#ui/layout/viewerProps.ts';

const overlay = { isVisible: true, style: 'outline', opacity: 0.8 } as const;
const settings = FAKE_CARDS[0]?.defaults as InstanceSettings;
const result: ImageResult = resultFrom('nuclei', settings, {
  objects: { rowCount: 0, columns: [] },
  coveredFraction: 0,
  canUndoDelete: false,
  deletions: [],
  ms: { instances: 0, measure: 0 },
});
const job: Job = {
  id: 'job-1',
  kind: 'segment',
  imageId: 'image-1',
  position: 1,
  imageCount: 1,
  pageIndex: null,
  queueSecondsLeft: null,
  stage: 'predicting',
  hasTiles: true,
  progress: { phase: 'predicting', tilesDone: 1, tileCount: 4, secondsLeft: null },
  cancel: () => undefined,
};

const overlayOf = (source: Omit<OverlaySource, 'showsAnnotation' | 'showsComparison'>) =>
  viewerOverlay({ showsAnnotation: false, showsComparison: false, ...source });

describe('viewerOverlay', () => {
  it('shows nothing before the first run', () => {
    const props = overlayOf({ overlay, settings, result: undefined, job: null });
    expect(props).toMatchObject({ mode: 'none', hasProbability: false });
  });

  it('shows the growing mask while the network runs, also over earlier objects', () => {
    expect(overlayOf({ overlay, settings, result: undefined, job }).mode).toBe('mask');
    expect(overlayOf({ overlay, settings, result, job }).mode).toBe('mask');
    const waiting = { ...job, hasTiles: false };
    expect(overlayOf({ overlay, settings, result, job: waiting }).mode).toBe('labels');
  });

  it('lets the mask follow the threshold at once, until its objects are there', () => {
    const moved = { ...settings, threshold: 0.7 };
    const behind = { ...result, isExtracting: true };
    const props = overlayOf({ overlay, settings: moved, result: behind, job: null });
    expect(props).toMatchObject({ mode: 'mask', threshold: 0.7 });
    const there = { ...result, settings: moved };
    expect(overlayOf({ overlay, settings: moved, result: there, job: null }).mode).toBe('labels');
  });

  it('keeps the objects while a slider moves that no mask can follow', () => {
    const moved = { ...settings, minimumSizePx: 99 };
    const behind = { ...result, isExtracting: true };
    expect(overlayOf({ overlay, settings: moved, result: behind, job: null }).mode).toBe('labels');
  });

  it('shows the annotation instead, whatever the network does', () => {
    const source = {
      overlay,
      settings,
      result,
      job,
      showsAnnotation: true,
      showsComparison: false,
    };
    expect(viewerOverlay(source).mode).toBe('annotation');
    expect(viewerOverlay({ ...source, showsComparison: true }).mode).toBe('comparison');
  });

  it('hides everything when asked to', () => {
    const hidden = { ...overlay, isVisible: false };
    expect(overlayOf({ overlay: hidden, settings, result, job }).mode).toBe('none');
    const source = {
      overlay: hidden,
      settings,
      result,
      job,
      showsAnnotation: true,
      showsComparison: true,
    };
    expect(viewerOverlay(source).mode).toBe('none');
  });
});

describe('viewerChannels', () => {
  it('leaves hidden channels out and keeps the index of the others', () => {
    const summaries = [fakeChannel(), fakeChannel()];
    const shown = { range: [1, 2], color: '#ff8000', gamma: 2, isVisible: true } as const;
    const channels = viewerChannels(summaries, [{ ...shown, isVisible: false }, shown]);
    expect(channels).toMatchObject([{ channel: 1, displayRange: [1, 2], gamma: 2 }]);
  });
});
