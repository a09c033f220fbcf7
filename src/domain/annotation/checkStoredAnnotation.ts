import type { StoredAnnotation } from '#domain/annotation/annotationLog.ts';
import { isObjectLabel } from '#domain/annotation/annotationValues.ts';
import type { EditStep } from '#domain/annotation/history/editStep.ts';
import {
  type RunChange,
  readBackward,
  readForward,
} from '#domain/annotation/history/runJournal.ts';
import { AppError } from '#lib/errors.ts';

/**
 * Plays a stored annotation of unknown origin through: its whole log, every undo and every redo. A
 * record of changes is short because it relies on the pixels that it is played on; where they are
 * others, objects would be counted wrongly for ever. The pixels are the same afterwards.
 *
 * @throws AppError `corrupt-file` when a step is missing, does not fit the pixels, or ids are in use
 *   that the next objects would get
 */
export function checkStoredAnnotation(stored: StoredAnnotation): void {
  const { width, base } = stored;
  const data = checkedPixels(stored);
  const moves = movesOf(stored);
  for (const { step, isForward } of moves) {
    const read = isForward ? readForward : readBackward;
    read(step.journal, checkedPainter(data, width, isForward));
  }
  if (!base.labels) return;
  for (const { step, isForward } of moves.toReversed()) {
    if (isForward) {
      readBackward(step.journal, (start, end, before) => data.fill(before, start, end));
    } else readForward(step.journal, (start, end, _before, after) => data.fill(after, start, end));
  }
}

function checkedPixels({ width, height, base }: StoredAnnotation): Uint32Array {
  const { labels, nextLabel } = base;
  if (!labels) return new Uint32Array(width * height);
  if (labels.width !== width || labels.height !== height) throw bad('its pixels have another size');
  for (const value of labels.data) {
    if (isObjectLabel(value) && value >= nextLabel) {
      throw bad(`object ${value} has an id that is not given out yet`);
    }
  }
  return labels.data;
}

interface Move {
  readonly step: EditStep;
  readonly isForward: boolean;
}

/** The log; then everything redone and undone again; then everything undone. */
function movesOf({ log, history, steps }: StoredAnnotation): Move[] {
  const move = (stepId: number, isForward: boolean): Move => {
    const step = steps.get(stepId);
    if (!step) throw bad(`step ${stepId} is missing`);
    return { step, isForward };
  };
  return [
    ...log.map(({ kind, stepId }) => move(stepId, kind !== 'undo')),
    ...history.undone.toReversed().map((stepId) => move(stepId, true)),
    ...history.undone.map((stepId) => move(stepId, false)),
    ...history.done.toReversed().map((stepId) => move(stepId, false)),
  ];
}

function checkedPainter(data: Uint32Array, width: number, isForward: boolean): RunChange {
  return (start, end, before, after) => {
    const isInOneRow = Math.floor(start / width) === Math.floor((end - 1) / width);
    if (!(start >= 0 && start < end && end <= data.length && isInOneRow)) {
      throw bad(`a step changes pixels ${start} to ${end}, which are not of one row`);
    }
    const [from, to] = isForward ? [before, after] : [after, before];
    for (let i = start; i < end; i++) {
      if (data[i] !== from)
        throw bad(`a step expects ${from} at pixel ${i}, which holds ${data[i]}`);
    }
    data.fill(to, start, end);
  };
}

function bad(what: string): AppError {
  return new AppError(
    'corrupt-file',
    `The annotation contradicts itself: ${what}. Open another copy of the project.`,
  );
}
