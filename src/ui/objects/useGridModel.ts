import { type KeyboardEvent, type MouseEvent, useEffect, useMemo, useRef, useState } from 'react';
import type { ObjectColumn, ObjectTable } from '#domain/measurement/objectTable.ts';
import { type SortDirection, sortedRows } from '#domain/measurement/sortRows.ts';
import type { ImageResult } from '#store/slices/resultsSlice.ts';
import { columnDigits } from '#text/format.ts';
import { findColumn, rowBounds } from '#ui/objects/objectText.ts';
import {
  gapPosition,
  movedPosition,
  nextSelection,
  type SelectMode,
} from '#ui/objects/rowSelection.ts';
import { usePageHandles } from '#ui/pageHandles.ts';
import { useActions, useAppStore } from '#ui/useAppStore.ts';

interface Sort {
  readonly columnId: string;
  readonly direction: SortDirection;
}

const MOVES_DOWN: ReadonlySet<string> = new Set(['ArrowDown', 'PageDown']);

/** What the table of one image shows and does. */
export interface GridModel {
  readonly columns: readonly ObjectColumn[];
  /** Digits behind the point, by column. */
  readonly digits: readonly number[];
  /** Rows of the object table in the order shown. */
  readonly rows: ArrayLike<number>;
  /** Labels in the order shown. */
  readonly order: readonly number[];
  readonly sort: Sort;
  readonly sortBy: (columnId: string) => void;
  readonly selection: ReadonlySet<number>;
  readonly hoveredLabel: number | null;
  /** Row that keys start from and that is kept in view, `null` before the first selection. */
  readonly activePosition: number | null;
  readonly hover: (label: number | null) => void;
  readonly click: (position: number, event: MouseEvent) => void;
  /** True when the key did something. */
  readonly handleKey: (event: KeyboardEvent, pageRows: number) => boolean;
}

/** Sorting, selecting and hovering of one result's table, linked with the viewer. */
export function useGridModel(
  imageId: string,
  { objects, selection }: Pick<ImageResult, 'objects' | 'selection'>,
): GridModel {
  const { selectObjects, hoverObject } = useActions();
  const handles = usePageHandles();
  const hoveredLabel = useAppStore((state) => state.hoveredLabel);
  const [sort, setSort] = useState<Sort>({ columnId: 'label', direction: 'ascending' });
  const [anchorLabel, setAnchorLabel] = useState<number | null>(null);
  const [activeLabel, setActiveLabel] = useState<number | null>(null);
  const { rows, order, columns } = useMemo(() => sortedTable(objects, sort), [objects, sort]);

  // An object selected in the viewer becomes the active row, which the grid scrolls to.
  useEffect(() => {
    if (selection.size === 1) setActiveLabel([...selection][0] ?? null);
  }, [selection]);

  const digits = useMemo(() => columns.map(({ values }) => columnDigits(values)), [columns]);

  const activePosition = useMemo(() => positionOf(order, activeLabel), [order, activeLabel]);

  const beforeGap = useGap(order, activeLabel);

  const select = (target: number, mode: SelectMode): void => {
    const anchor = positionOf(order, anchorLabel);
    selectObjects(imageId, nextSelection({ order, selection, anchor, target, mode }));
    if (mode !== 'extend') setAnchorLabel(order[target] ?? null);
    setActiveLabel(order[target] ?? null);
    const bounds = rowBounds(objects, rows[target] ?? 0);
    if (bounds) handles.viewer?.focusObject(bounds);
  };

  return {
    columns,
    digits,
    rows,
    order,
    sort,
    selection,
    hoveredLabel,
    activePosition,
    hover: hoverObject,
    sortBy: (columnId) => setSort((former) => turned(former, columnId)),
    click: (position, event) => select(position, modeOf(event)),
    handleKey: (event, pageRows) => {
      if (event.key === 'a' && (event.ctrlKey || event.metaKey)) {
        selectObjects(imageId, new Set(order));
        return true;
      }
      if (event.key === ' ') {
        if (activePosition !== null) select(activePosition, 'toggle');
        return true;
      }
      const start = activePosition ?? beforeGap(event.key);
      const target = movedPosition(event.key, start, order.length, pageRows);
      if (target !== null) select(target, event.shiftKey ? 'extend' : 'replace');
      return target !== null;
    },
  };
}

/** After the active row is deleted, keys go on from the gap: the position that a key starts from. */
function useGap(order: readonly number[], activeLabel: number | null): (key: string) => number {
  const former = useRef({ order, label: activeLabel });
  useEffect(() => {
    if (positionOf(order, activeLabel) !== null) former.current = { order, label: activeLabel };
  }, [order, activeLabel]);
  return (key) => {
    const gap = gapPosition(former.current.order, former.current.label, order);
    return MOVES_DOWN.has(key) ? gap - 1 : gap;
  };
}

function positionOf(order: readonly number[], label: number | null): number | null {
  const position = label === null ? -1 : order.indexOf(label);
  return position < 0 ? null : position;
}

function sortedTable(
  objects: ObjectTable,
  sort: Sort,
): Pick<GridModel, 'rows' | 'order' | 'columns'> {
  const labels = findColumn(objects, 'label')?.values ?? new Float64Array(0);
  const values = (findColumn(objects, sort.columnId) ?? { values: labels }).values;
  const rows = sortedRows(values, sort.direction);
  // A column without a single value, such as µm² at an unknown pixel size, only takes room.
  const columns = objects.columns.filter(
    (column) => column.values.length === 0 || column.values.some((value) => !Number.isNaN(value)),
  );
  return { rows, order: Array.from(rows, (row) => labels[row] as number), columns };
}

function turned(former: Sort, columnId: string): Sort {
  const isAscending = former.columnId === columnId && former.direction === 'ascending';
  return { columnId, direction: isAscending ? 'descending' : 'ascending' };
}

function modeOf(event: MouseEvent): SelectMode {
  if (event.shiftKey) return 'extend';
  return event.ctrlKey || event.metaKey ? 'toggle' : 'replace';
}
