import { Select } from '@mantine/core';
import { memo, useMemo, useState } from 'react';
import { type ColumnSummary, summarizeColumn } from '#domain/measurement/columnSummary.ts';
import type { ObjectColumn, ObjectTable } from '#domain/measurement/objectTable.ts';
import { formatValue } from '#text/format.ts';
import { objectsText } from '#text/objects.ts';
import classes from '#ui/objects/ColumnHistogram.module.css';
import { areaColumn, columnHeading, findColumn, meanText } from '#ui/objects/objectText.ts';

const BIN_COUNT = 32;

/** Distribution of one measurement over all objects. */
export const ColumnHistogram = memo(function ColumnHistogram({
  table,
}: {
  readonly table: ObjectTable;
}) {
  const [wantedId, setWantedId] = useState<string | null>(null);
  const column = (wantedId && findColumn(table, wantedId)) || areaColumn(table);
  const choices = table.columns.filter(({ id }) => id !== 'label');
  const summary = useMemo(
    () => (column ? summarizeColumn(column.values, BIN_COUNT) : null),
    [column],
  );
  if (!column || !summary) return null;
  return (
    <div className={classes['root']}>
      <Select
        size="xs"
        role="combobox"
        aria-label={objectsText.histogramOf}
        data={choices.map((choice) => ({ value: choice.id, label: columnHeading(choice) }))}
        value={column.id}
        allowDeselect={false}
        onChange={setWantedId}
      />
      <Bars column={column} summary={summary} />
      <div className={classes['ends']}>
        <span>{formatValue(summary.min)}</span>
        <span>{meanText(summary)}</span>
        <span>{formatValue(summary.max)}</span>
      </div>
    </div>
  );
});

function Bars({
  column,
  summary,
}: {
  readonly column: ObjectColumn;
  readonly summary: ColumnSummary;
}) {
  const text =
    summary.count === 0
      ? objectsText.noValues
      : objectsText.values(
          summary.count,
          formatValue(summary.min),
          formatValue(summary.max),
          meanText(summary),
        );
  return (
    <svg
      role="img"
      aria-label={objectsText.histogramNamed(columnHeading(column), text)}
      viewBox={`0 0 ${BIN_COUNT} 100`}
      preserveAspectRatio="none"
      className={classes['bars']}
    >
      <path d={barsOutline(summary.histogram)} />
    </svg>
  );
}

/** One bar per bin, 1 wide with a gap, the highest 100 high. */
function barsOutline(histogram: Uint32Array): string {
  const highest = Math.max(1, ...histogram);
  const bars = Array.from(histogram, (count, bin) => {
    const height = (100 * count) / highest;
    return `M${bin + 0.08} 100v${-height}h0.84v${height}z`;
  });
  return bars.join('');
}
