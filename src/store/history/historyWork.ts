import type { ProbabilityMap } from '#domain/image/probabilityMap.ts';
import type { ProjectPrediction } from '#domain/project/project.ts';
import type { Closing } from '#store/history/closing.ts';
import type { SettingsParts } from '#store/history/settingsParts.ts';
import type { HistoryStep } from '#store/slices/historySlice.ts';

/** What the history keeps beside its steps; nothing is drawn from it. */
export interface HistoryWork {
  /** Settles, never rejects, once every undo and redo asked so far is done. */
  tail: Promise<void>;
  /** Undos and redos that were asked for and are not done. */
  pendingCount: number;
  /** Settles, never rejects, once every stroke that had to wait for them is done. */
  drawn: Promise<unknown>;
  /** The latest step as long as it can go on; `null` = the next change begins a new one. */
  open: OpenStep | null;
  /** True while a pointer is down: what it drags is one step, however long it takes. */
  isHeld: boolean;
  /** What each step of closing keeps, as long as its images are closed. */
  readonly closings: Map<HistoryStep, Closing>;
  /** What each step of imported objects brings back when it is taken back, or done again. */
  readonly objects: WeakMap<HistoryStep, HeldObjects | null>;
}

/** Objects of a page that are not shown now. */
export interface HeldObjects {
  readonly prediction: ProjectPrediction;
  readonly map: ProbabilityMap;
}

/** A step that the same control may go on with. */
export interface OpenStep {
  /** Which control it is. */
  readonly key: string;
  /** What it is in the history so far. */
  readonly step: HistoryStep;
  /** Settings before its first change. */
  readonly before: SettingsParts;
  /** Time of its latest change, ms. */
  readonly changedMs: number;
}

/** Nothing done yet. */
export function createHistoryWork(): HistoryWork {
  return {
    tail: Promise.resolve(),
    pendingCount: 0,
    drawn: Promise.resolve(),
    open: null,
    isHeld: false,
    closings: new Map(),
    objects: new WeakMap(),
  };
}
