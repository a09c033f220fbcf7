import type { RunOptions } from '#domain/project/workSettings.ts';
import type { EngineStatus, RunProgress } from '#store/services.ts';

/** Smallest and largest resampling before the network. */
export const SCALE_RANGE = [0.25, 4] as const;

/** The one job that runs; the network and the image worker serve one at a time. */
export interface Job {
  readonly id: string;
  readonly kind: 'segment';
  /** Image that is worked on now. */
  readonly imageId: string;
  /** Its place in the queue, from 1. */
  readonly position: number;
  readonly imageCount: number;
  /** Page that is segmented where the queue is of the pages of an image; `null` = of images. */
  readonly pageIndex: number | null;
  /** What the rest of the queue takes, as far as it is known; `null` before one is finished. */
  readonly queueSecondsLeft: number | null;
  /** `extracting` = the map is complete and its objects are being found. */
  readonly stage: 'predicting' | 'extracting';
  /** True once part of the map can be shown. */
  readonly hasTiles: boolean;
  readonly progress: RunProgress;
  readonly cancel: () => void;
}

/** Engine, options and the running job. */
export interface RunSlice {
  readonly engine: EngineStatus;
  readonly runOptions: RunOptions;
  readonly job: Job | null;
}

export const initialRun: RunSlice = {
  engine: {
    state: 'starting',
    backend: null,
    adapter: '',
    isSoftware: false,
    workerCount: 0,
    fallbackReason: '',
  },
  runOptions: { scale: 1, averageSymmetries: false, region: 'whole' },
  job: null,
};

/** Fraction of the current image's tiles that are done, 0…1. */
export function jobFraction(job: Job): number {
  if (job.stage === 'extracting') return 1;
  const { tilesDone, tileCount } = job.progress;
  return tileCount > 0 ? Math.min(1, tilesDone / tileCount) : 0;
}
