/** How a click or key changes the selection. */
export type SelectMode = 'replace' | 'toggle' | 'extend';

/** What a selection step starts from. */
export interface SelectStep {
  /** Labels in the order of the table. */
  readonly order: readonly number[];
  readonly selection: ReadonlySet<number>;
  /** Position where an extended selection begins, `null` before the first click. */
  readonly anchor: number | null;
  /** Position that was clicked or reached. */
  readonly target: number;
  readonly mode: SelectMode;
}

/** The selection after one step, as lists in file managers do it. */
export function nextSelection(step: SelectStep): ReadonlySet<number> {
  const { order, selection, anchor, target, mode } = step;
  const label = order[target];
  if (label === undefined) return selection;
  if (mode === 'replace') return new Set([label]);
  if (mode === 'extend') {
    const start = anchor ?? target;
    return new Set(order.slice(Math.min(start, target), Math.max(start, target) + 1));
  }
  const toggled = new Set(selection);
  if (!toggled.delete(label)) toggled.add(label);
  return toggled;
}

/** Position that a key moves to; `null` when the key moves nothing. */
export function movedPosition(
  key: string,
  position: number,
  rowCount: number,
  pageRows: number,
): number | null {
  const moves: Readonly<Record<string, number>> = {
    ArrowDown: position + 1,
    ArrowUp: position - 1,
    PageDown: position + pageRows,
    PageUp: position - pageRows,
    Home: 0,
    End: rowCount - 1,
  };
  const target = moves[key];
  if (target === undefined || rowCount === 0) return null;
  return Math.min(rowCount - 1, Math.max(0, target));
}

/**
 * Position of the row that took the place of a removed one: that of the first label after it which is
 * still there; the end when none is, 0 when nothing was there before.
 */
export function gapPosition(
  formerOrder: readonly number[],
  label: number | null,
  order: readonly number[],
): number {
  const at = label === null ? -1 : formerOrder.indexOf(label);
  if (at < 0) return 0;
  const positions = new Map(order.map((shown, position) => [shown, position]));
  for (const later of formerOrder.slice(at + 1)) {
    const position = positions.get(later);
    if (position !== undefined) return position;
  }
  return order.length;
}
