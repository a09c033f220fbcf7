import type { Page } from '@playwright/test';
import { readImagePage } from '#formats/readImage.ts';
import { placesOf } from './annotationTools.ts';
import { exportFile } from './journey.ts';

/** The image is painted in cells, one stroke each, so that every stroke can be told from the others. */
const CELLS_PER_SIDE = 20;
const CELL_EDGE_PX = 24;
/** Edge of the square image that is painted, in px. */
export const PAINTED_EDGE_PX = CELLS_PER_SIDE * CELL_EDGE_PX;

interface Edit {
  /** Cell of a stroke; `null` = the last stroke was undone. */
  readonly cell: number | null;
  /** When its end was known, by `Date.now()`; infinite until then. */
  endedMs: number;
}

/** What was painted by pointer and keys, to be compared with what is there after a kill. */
export class StrokeLog {
  /** Cells that were painted when the life began, the last stroke last. */
  #start: readonly number[] = [];
  #edits: Edit[] = [];
  #oldCount = 0;
  #lateCount = 0;

  /** Edits of all lives that ended more than a second before a kill. */
  get oldCount(): number {
    return this.#oldCount;
  }

  /** Those of them that the page had not told as saved. */
  get lateCount(): number {
    return this.#lateCount;
  }

  /** Cells that are painted after everything done so far, the last stroke last. */
  get cells(): readonly number[] {
    return this.#after(this.#edits.length);
  }

  /** Strokes of this life that were not undone. */
  get strokesToUndo(): number {
    return this.#edits.reduce(
      (count, { cell }) => Math.max(0, count + (cell === null ? -1 : 1)),
      0,
    );
  }

  /** Paints a cell that is free by a short drag of the pointer. */
  async paint(page: Page, cell: number): Promise<void> {
    const edit = this.#begin(cell);
    const at = await placesOf(page);
    const [x, y] = centreOf(cell);
    await page.mouse.move(...at([(x - 3) / PAINTED_EDGE_PX, y / PAINTED_EDGE_PX]));
    await page.mouse.down();
    await page.mouse.move(...at([(x + 3) / PAINTED_EDGE_PX, y / PAINTED_EDGE_PX]));
    await page.mouse.up();
    edit.endedMs = Date.now();
  }

  /** Undoes the last stroke. */
  async undo(page: Page): Promise<void> {
    const edit = this.#begin(null);
    await page.keyboard.press('Control+z');
    edit.endedMs = Date.now();
  }

  /** Counts the edits of a life that ended before `oldMs`, and those of them that were not saved by then. */
  count(oldMs: number, savedMs: number): void {
    const old = this.#edits.filter(({ endedMs }) => endedMs < oldMs);
    this.#oldCount += old.length;
    this.#lateCount += old.filter(({ endedMs }) => endedMs >= savedMs).length;
  }

  /**
   * Takes over what was found after a kill: the state after some of the edits, from the first on.
   * Gives `null` when it is, else what is wrong.
   *
   * @param sureMs edits that ended before this time must be there, by `Date.now()`
   */
  settle(found: ReadonlySet<number>, sureMs: number): string | null {
    const sureCount = this.#edits.findLastIndex(({ endedMs }) => endedMs < sureMs) + 1;
    for (let count = this.#edits.length; count >= sureCount; count--) {
      const cells = this.#after(count);
      if (cells.length !== found.size || !cells.every((cell) => found.has(cell))) continue;
      this.#start = cells;
      this.#edits = [];
      return null;
    }
    const sure = this.#after(sureCount);
    const missing = sure.filter((cell) => !found.has(cell));
    const all = new Set([...this.#start, ...this.#edits.map(({ cell }) => cell)]);
    const alien = [...found].filter((cell) => !all.has(cell));
    const edits = this.#edits.map(({ cell }) => (cell === null ? 'undo' : cell));
    return [
      `${found.size} cells found: ${[...found].join(' ')}`,
      `at least ${sureCount} of ${edits.length} edits had to be there, which is ${sure.length} cells`,
      `missing: ${missing.join(' ')}`,
      `never painted: ${alien.join(' ')}`,
      `painted before this life: ${this.#start.join(' ')}`,
      `edits of this life: ${edits.join(' ')}`,
    ].join('\n');
  }

  #begin(cell: number | null): Edit {
    const edit = { cell, endedMs: Number.POSITIVE_INFINITY };
    this.#edits.push(edit);
    return edit;
  }

  #after(count: number): readonly number[] {
    const cells = [...this.#start];
    for (const { cell } of this.#edits.slice(0, count)) {
      if (cell === null) cells.pop();
      else cells.push(cell);
    }
    return cells;
  }
}

/** A cell of the left half that was not painted yet: messages lie over the right one. */
export function freeCell(painted: readonly number[], pick: (count: number) => number): number {
  const taken = new Set(painted);
  const free = Array.from({ length: CELLS_PER_SIDE ** 2 }, (_, cell) => cell).filter(
    (cell) => !taken.has(cell) && cell % CELLS_PER_SIDE < CELLS_PER_SIDE / 2 - 1,
  );
  return free[pick(free.length)] ?? 0;
}

/** Cells that are painted, as the exported annotation of the current image has them. */
export async function paintedCells(page: Page): Promise<ReadonlySet<number>> {
  if (await page.getByText('Not annotated', { exact: true }).isVisible()) return new Set();
  const { bytes } = await exportFile(page, 'Annotation (TIFF)');
  const { channels } = await readImagePage(new Blob([bytes]), 0);
  const labels = channels[0] ?? [];
  const cells = Array.from({ length: CELLS_PER_SIDE ** 2 }, (_, cell) => cell);
  return new Set(
    cells.filter((cell) => {
      const [x, y] = centreOf(cell);
      return labels[y * PAINTED_EDGE_PX + x] !== 0;
    }),
  );
}

function centreOf(cell: number): readonly [x: number, y: number] {
  const half = CELL_EDGE_PX / 2;
  return [
    (cell % CELLS_PER_SIDE) * CELL_EDGE_PX + half,
    Math.floor(cell / CELLS_PER_SIDE) * CELL_EDGE_PX + half,
  ];
}
